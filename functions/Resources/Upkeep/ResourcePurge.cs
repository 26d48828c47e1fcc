using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Ingest;
using Pathway.Functions.Resources.Uploads;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Upkeep;

/// <summary>Gives every upload that went astray its end. Never touches a file that a published version names.</summary>
public sealed partial class ResourcePurge(
    ResourceCatalogue catalogue,
    ResourceTable register,
    ResourceUploads uploads,
    PathwayStorage storage,
    TimeProvider time,
    ILogger<ResourcePurge> logger)
{
    /// <summary>How long a version waits for its file.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>How long the file of a withdrawn version is kept, should the withdrawal have been a mistake.</summary>
    public static readonly TimeSpan WithdrawnLife = TimeSpan.FromDays(30);

    /// <summary>Younger uploads may still be under way: their address works for an hour.</summary>
    private static readonly TimeSpan UploadLife = ResourceOptions.UploadLife * 2;

    /// <summary>
    /// Younger files may belong to a version that is about to be published; publishing touches a file it shares.
    /// </summary>
    private static readonly TimeSpan FileLife = TimeSpan.FromDays(2);

    private readonly QueueClient queue = storage.Queue(names => names.ResourceIngest);

    public async Task<PurgeReport> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var (abandoned, resumed) = (0, 0);
        foreach (var resource in (await catalogue.AllAsync(cancellationToken)).Values)
        {
            foreach (var version in resource.Versions)
            {
                abandoned += await AbandonAsync(resource, version, dryRun, cancellationToken) ? 1 : 0;
                resumed += await ResumeAsync(resource, version, dryRun, cancellationToken) ? 1 : 0;
            }
        }

        // Read after the changes above, and before the files are listed: what is published from here on is too young to go.
        var all = (await catalogue.AllAsync(cancellationToken)).Values.ToList();
        var awaited = all
            .SelectMany(resource => resource.Versions
                .Where(version => version.IsAwaited)
                .Select(version => uploads.BlobOf(resource.Id, version).Name))
            .ToHashSet(StringComparer.Ordinal);
        var named = all.SelectMany(
            resource => resource.Versions.Where(IsNeeded).Select(version => PublishedFiles.Folder + version.Sha256))
            .ToHashSet(StringComparer.Ordinal);
        var report = new PurgeReport(
            abandoned,
            resumed,
            await DeleteAsync(
                storage.Container(StorageContainer.Uploads), null, awaited, UploadLife, dryRun, cancellationToken),
            await DeleteAsync(
                storage.Container(StorageContainer.Resources),
                PublishedFiles.Folder,
                named,
                FileLife,
                dryRun,
                cancellationToken));
        if (!dryRun)
            await catalogue.KeepSnapshotAsync(cancellationToken);
        Log.Purged(logger, report.Abandoned, report.Resumed, report.Uploads, report.Files, dryRun);
        return report;
    }

    private bool IsNeeded(ResourceVersion version) =>
        version.Sha256 is not null
            && (version.State != ResourceState.Withdrawn || version.DecidedAt > time.GetUtcNow() - WithdrawnLife);

    private async Task<bool> AbandonAsync(
        Resource resource, ResourceVersion version, bool dryRun, CancellationToken cancellationToken)
    {
        if (!IsOver(version))
            return false;
        if (!dryRun)
        {
            await register.ReviseAsync(
                resource.Id,
                current => current.Version(version.Number) is { } now && IsOver(now)
                    ? current.With(now with
                    {
                        State = ResourceState.Refused,
                        DecidedAt = time.GetUtcNow(),
                        Reason = "No complete file was sent within a day.",
                    })
                    : null,
                cancellationToken);
        }

        return true;

        bool IsOver(ResourceVersion version) =>
            version.State == ResourceState.Uploading && version.CreatedAt < time.GetUtcNow() - Patience;
    }

    private async Task<bool> ResumeAsync(
        Resource resource, ResourceVersion version, bool dryRun, CancellationToken cancellationToken)
    {
        if (version.State != ResourceState.Checking || version.CompletedAt > time.GetUtcNow() - UploadLife)
            return false;
        if (!dryRun)
            await queue.SendMessageAsync(
                new IngestRequest(resource.Id.ToString(), version.Number).ToMessage(), cancellationToken);
        return true;
    }

    private async Task<int> DeleteAsync(
        BlobContainerClient container,
        string? folder,
        HashSet<string> kept,
        TimeSpan life,
        bool dryRun,
        CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = folder }, cancellationToken))
        {
            if (kept.Contains(blob.Name) || blob.Properties.LastModified > time.GetUtcNow() - life)
                continue;
            if (dryRun
                || await DeleteAsync(container.GetBlobClient(blob.Name), blob.Properties.ETag, cancellationToken))
                count++;
        }

        return count;
    }

    private static async Task<bool> DeleteAsync(BlobClient blob, ETag? seen, CancellationToken cancellationToken)
    {
        try
        {
            return await blob.DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots,
                new BlobRequestConditions { IfMatch = seen },
                cancellationToken);
        }
        catch (RequestFailedException touched) when (touched.Status == 412)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Purged resources: {Abandoned} versions abandoned, {Resumed} checks resumed, "
                + "{Uploads} uploads and {Files} files deleted (dry run: {DryRun}).")]
        public static partial void Purged(
            ILogger logger, int abandoned, int resumed, int uploads, int files, bool dryRun);
    }
}
