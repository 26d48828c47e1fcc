using Pathway.Chaos.Proxy;
using Pathway.Chaos.Reckoning;

namespace Pathway.Chaos.Scenarios;

/// <summary>Graph is gone: colleges notice nothing, and the calendar is brought in step afterwards.</summary>
internal sealed class GraphTrouble(string name, TroubleKind kind) : IScenario
{
    public string Name => name;

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        var stack = await run.SharedStackAsync(cancellationToken);
        var (before, struck) = (await stack.WorkerBytesAsync(), stack.GraphProxy.Struck);
        await Life.DuringAsync(
            stack,
            run.Draws(Name),
            async () =>
            {
                await stack.GraphProxy.BeAsync(new Trouble(kind, Share: 1, run.Seed));
                await stack.People.DigestAsync(cancellationToken);
                var accepted = stack.People.Colleges.Sum(college => college.Accepted);
                await Life.PauseAsync(TimeSpan.FromSeconds(run.Size(4, 120)), cancellationToken);
                var meanwhile = stack.People.Colleges.Sum(college => college.Accepted) - accepted;
                tally.Count("accepted without Graph", meanwhile);
                tally.Expect(meanwhile > 0, "Nothing was accepted while Graph was gone.");
                await stack.CalmAsync();
            },
            cancellationToken);
        tally.Count("calls struck", stack.GraphProxy.Struck - struck);
        await FinalReckoning.JudgeAsync(stack, tally, before, cancellationToken);
    }
}
