using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>The worker dies under its host, which starts another.</summary>
internal sealed class WorkerKills() : Kills("worker-kills", shortKills: 2)
{
    protected override async Task KillAsync(ChaosStack stack, CancellationToken cancellationToken)
    {
        await stack.App(0).KillWorkerAsync();
        while (await stack.App(0).WorkerBytesAsync() == 0)
            await Life.PauseAsync(TimeSpan.FromMilliseconds(100), cancellationToken);
    }
}
