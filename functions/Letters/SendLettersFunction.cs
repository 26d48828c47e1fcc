using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Letters;

/// <summary>Letters to speakers when they are due, and what the manager asked for.</summary>
public sealed class SendLettersFunction(LetterRound round)
{
    [Function(nameof(SendLetters))]
    public Task SendLetters([TimerTrigger("0 3/5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        round.RunAsync(cancellationToken);
}
