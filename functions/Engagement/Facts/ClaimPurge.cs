using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// Takes away claims that no message names any more: left by a call that died between blob and message, and was
/// repeated or given up. One that a dead letter names stays, for its replay.
/// </summary>
public sealed partial class ClaimPurge(
    PathwayStorage storage, DeadLetterTable letters, TimeProvider time, ILogger<ClaimPurge> logger)
{
    /// <summary>Longer than any call takes from its blob to its message.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private readonly BlobContainerClient claims = storage.Container(StorageContainer.Claims);

    /// <summary>The names of the orphans; they are deleted unless <paramref name="dryRun"/>.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var kept = await letters.ListQueueAsync(storage.QueueNames.Facts, cancellationToken)
            .Select(letter => FactMessage.TryReadClaim(letter.Body))
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

        // After the letters: one replayed meanwhile is a message by now. Of what waits nobody can see all, so then
        // nothing goes.
        if ((await storage.Queue(queues => queues.Facts).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount > 0)
        {
            Log.Waiting(logger);
            return [];
        }

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

        [LoggerMessage(
            2, LogLevel.Information, "Deliveries wait to be recorded: orphaned claims are looked for another night.")]
        public static partial void Waiting(ILogger logger);
    }
}
