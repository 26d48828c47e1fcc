using Pathway.Chaos.Proxy;
using Pathway.Chaos.Reckoning;

namespace Pathway.Chaos.Scenarios;

/// <summary>
/// Storage is gone for everybody, in one of the ways in which it goes: every HTTP function must say so in time, and nothing
/// be lost.
/// </summary>
internal sealed class StorageTrouble(string name, TroubleKind kind) : IScenario
{
    public string Name => name;

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        var stack = await run.SharedStackAsync(cancellationToken);
        var before = await stack.WorkerBytesAsync();
        using var probe = await EveryFunction.FindAsync(stack, cancellationToken);
        await Life.DuringAsync(
            stack,
            run.Draws(Name),
            async () =>
            {
                for (var round = 0; round < run.Size(1, 10); round++)
                {
                    await stack.Storage.BeAsync(new Trouble(kind, Share: 1, run.Seed));
                    await probe.AskAsync(tally, cancellationToken);
                    await stack.CalmAsync();
                    await Life.PauseAsync(TimeSpan.FromSeconds(1), cancellationToken);
                }
            },
            cancellationToken);
        tally.Count("calls struck", stack.Storage.Struck);
        await FinalReckoning.JudgeAsync(stack, tally, before, cancellationToken);
    }
}
