using Pathway.Chaos.Reckoning;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>Two hosts on one storage, each with every queue and every timer: twice is once.</summary>
internal sealed class TwoHosts : IScenario
{
    private static readonly string[] Timers = ["SweepCalendars", "PullCalendarOnTimer", "SendDigests", "RenewSubscriptions"];

    public string Name => "two-hosts";

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        await using var stack = await ChaosStack.StartAsync(run.Seed, cancellationToken, apps: 2);
        await stack.People.BeginAsync(colleges: 4, cancellationToken);
        var rounds = run.Size(3, 100);
        await Life.DuringAsync(
            stack,
            run.Draws(Name),
            async () =>
            {
                await stack.People.DigestAsync(cancellationToken);
                for (var round = 0; round < rounds; round++)
                {
                    // Asked one after the other, they are in different hosts at the same time.
                    await Task.WhenAll(Timers.Concat(Timers).Select(timer => stack.People.RunAsync(timer, cancellationToken)));
                    await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => stack.People.AskAgainAsync(
                        stack.People.Weeks.First(), cancellationToken)));
                    await Life.PauseAsync(TimeSpan.FromSeconds(1), cancellationToken);
                }
            },
            cancellationToken);
        tally.Count("rounds", rounds);
        await FinalReckoning.JudgeAsync(stack, tally, memoryBefore: 0, cancellationToken);
    }
}
