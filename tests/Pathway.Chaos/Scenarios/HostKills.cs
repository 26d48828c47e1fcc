using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>The host dies and its worker with it, and both are started anew.</summary>
internal sealed class HostKills() : Kills("host-kills", shortKills: 2)
{
    protected override async Task KillAsync(ChaosStack stack, CancellationToken cancellationToken)
    {
        await stack.KillAppAsync(0);
        await stack.StartAppAsync(0, cancellationToken);
    }
}
