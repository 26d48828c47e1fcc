using Pathway.Chaos.Reckoning;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>The app is killed again and again with all it was doing, and storage is kept.</summary>
internal abstract class Kills(string name, int shortKills) : IScenario
{
    private const int LongKills = 100;

    public string Name => name;

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        var stack = await run.SharedStackAsync(cancellationToken);
        var (draws, kills) = (run.Draws(Name), run.Size(shortKills, LongKills));
        stack.People.Patience.WorkersDie = true;
        await Life.DuringAsync(stack, draws, () => KillAsync(stack, draws, kills, cancellationToken), cancellationToken);
        stack.People.Patience.WorkersDie = false;

        tally.Count("kills", kills);
        await FinalReckoning.JudgeAsync(stack, tally, memoryBefore: 0, cancellationToken);
    }

    /// <summary>Kills, and sees to it that there is something to kill again.</summary>
    protected abstract Task KillAsync(ChaosStack stack, CancellationToken cancellationToken);

    private async Task KillAsync(ChaosStack stack, Random draws, int kills, CancellationToken cancellationToken)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            if (kill % 10 == 0)
                await stack.People.DigestAsync(cancellationToken);
#pragma warning disable CA5394 // Repeatable, not secret.
            await Life.PauseAsync(TimeSpan.FromMilliseconds(draws.Next(100, 3_000)), cancellationToken);
#pragma warning restore CA5394
            await KillAsync(stack, cancellationToken);
        }
    }
}
