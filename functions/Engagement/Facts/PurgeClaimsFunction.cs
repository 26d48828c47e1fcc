using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>Nightly: claims that no message names.</summary>
public sealed class PurgeClaimsFunction(ClaimPurge purge)
{
    [Function(nameof(PurgeClaims))]
    public Task PurgeClaims([TimerTrigger("0 40 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        purge.RunAsync(dryRun: false, cancellationToken);
}
