using Pathway.Chaos.Proxy;
using Pathway.Chaos.Reckoning;
using Pathway.Chaos.Stack;
using Pathway.GraphSimulator;

namespace Pathway.Chaos.Scenarios;

/// <summary>One side answers, and not the truth: answers that break off, ETags that never were, pages that come twice.</summary>
/// <param name="name">As the table calls it.</param>
/// <param name="share">Of the calls that meet with it: one side is called often, the other hardly at all.</param>
/// <param name="side">Which side.</param>
/// <param name="struck">How many calls there have met with trouble so far.</param>
internal sealed class Lies(
    string name, double share, Func<ChaosStack, Func<Trouble?, Task>> side, Func<ChaosStack, long> struck) : IScenario
{
    private static readonly TroubleKind[] Kinds = [TroubleKind.Cut, TroubleKind.WrongETag, TroubleKind.RepeatedPage];

    public string Name => name;

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        var stack = await run.SharedStackAsync(cancellationToken);
        var (before, struckBefore) = (await stack.WorkerBytesAsync(), struck(stack));

        // Small pages, or there is never a second one to repeat.
        stack.Graph.Modes = new SimulatorModes { LargestPage = 2 };
        await Life.DuringAsync(
            stack,
            run.Draws(Name),
            async () =>
            {
                foreach (var kind in Kinds)
                {
                    await side(stack)(new Trouble(kind, kind == TroubleKind.RepeatedPage ? 0.5 : share, run.Seed));
                    await stack.People.RunAsync("PullCalendarOnTimer", cancellationToken);
                    await Life.PauseAsync(TimeSpan.FromSeconds(run.Size(2, 60)), cancellationToken);
                }

                await stack.CalmAsync();
            },
            cancellationToken);
        var lies = struck(stack) - struckBefore;
        tally.Count("calls struck", lies);
        tally.Expect(lies > 0, "Nothing was lied to: the run proves nothing.");
        await FinalReckoning.JudgeAsync(stack, tally, before, cancellationToken);
    }
}
