using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Resources.Upkeep;

/// <summary>Clears up after uploads, every night at 02:20 UTC.</summary>
public sealed class PurgeUploadsFunction(ResourcePurge purge)
{
    [Function(nameof(PurgeUploads))]
    public Task PurgeUploads([TimerTrigger("0 20 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        purge.RunAsync(dryRun: false, cancellationToken);
}
