using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace Pathway.Functions.DeadLetters;

/// <summary>
/// Runs a queue item so that its last failure leaves a reason behind: the poison queue carries the body alone.
/// </summary>
public sealed class QueueMessageRunner(DeadLetterTable letters)
{
    /// <summary>Attempts before an item is given up; <c>maxDequeueCount</c> in host.json.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Lets every failure escape, so that the host counts it; the last one is written down first.</summary>
    public async Task RunAsync(
        string queue, QueueMessage message, Func<string, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var (body, isEncoded) = MessageText.Read(message.Body.ToString());
        try
        {
            await work(body, cancellationToken);
        }
        catch (Exception nonsense) when (!isEncoded && nonsense is (FormatException or JsonException))
        {
            // Trying it again changes nothing: the letter is its end, and the message is done with.
            await letters.AddAsync(queue, body, MessageText.Unreadable, (int)message.DequeueCount, cancellationToken);
        }
        catch (Exception failure) when (message.DequeueCount >= MaxAttempts && !cancellationToken.IsCancellationRequested)
        {
            await letters.AddAsync(queue, body, Reason(failure), (int)message.DequeueCount, CancellationToken.None);
            throw;
        }
    }

    private static string Reason(Exception failure) =>
        $"{failure.GetType().Name}: {failure.Message.Split('\n')[0].TrimEnd()}";
}
