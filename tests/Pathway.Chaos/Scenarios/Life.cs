using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>What goes on meanwhile: colleges report and the manager plans, until the scenario has had its way.</summary>
internal static class Life
{
    public static async Task DuringAsync(ChaosStack stack, Random draws, Func<Task> happen, CancellationToken cancellationToken)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var life = stack.People.LiveAsync(draws, until.Token, cancellationToken);
        try
        {
            await happen();
        }
        finally
        {
            await until.CancelAsync();
        }

        await life;
    }

    public static Task PauseAsync(
        TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause, TimeProvider.System, cancellationToken);
}
