using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement;

/// <summary>
/// Takes away claims that no message names any more: left by a call that died between blob and message, and was repeated or given
/// up. One that a dead letter names stays, for its replay.
/// </summary>
public sealed partial class ClaimPurge(PathwayStorage storage, DeadLetterBox letters, TimeProvider time, ILogger<ClaimPurge> logger)
{
    /// <summary>Longer than any message waits: queues are emptied within minutes, and an outage of a month is another story.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private readonly BlobContainerClient claims = storage.Container(StorageContainer.Claims);

    /// <summary>The names of the orphans; they are deleted unless <paramref name="dryRun"/>.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var kept = await letters.ListAsync(cancellationToken)
            .Where(letter => letter.Queue == storage.QueueNames.Facts)
            .Select(letter => FactMessage.ReadClaim(letter.Body))
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var orphans = new List<string>();
        await foreach (var claim in claims.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (claim.Properties.LastModified is { } at && time.GetUtcNow() - at > Age && !kept.Contains(claim.Name))
                orphans.Add(claim.Name);
        }

        if (!dryRun)
        {
            foreach (var orphan in orphans)
                await claims.DeleteBlobIfExistsAsync(orphan, cancellationToken: cancellationToken);
            Log.Purged(logger, orphans.Count);
        }

        return orphans;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deleted {Count} orphaned claims.")]
        public static partial void Purged(ILogger logger, int count);
    }
}
