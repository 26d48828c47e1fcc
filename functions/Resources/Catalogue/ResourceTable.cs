using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Audit;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>
/// Changes resources, one row at a time and each under its ETag; the catalogue's edition rises with every change.
/// </summary>
public sealed partial class ResourceTable(
    ResourceCatalogue catalogue, PathwayStorage storage, TimeProvider time, ILogger<ResourceTable> logger)
{
    /// <summary>
    /// Changes between two snapshots: what came since fits into one answer of the table, which holds 1,000 rows.
    /// </summary>
    private const int SnapshotEvery = 500;

    private readonly TableClient table = storage.Table(StorageTable.Resources);

    /// <summary>
    /// Adds a resource that awaits its first file. The same <paramref name="upload"/> again finds what it made.
    /// </summary>
    /// <param name="upload">A word of at least 12 lower-case letters and digits that nobody else uses.</param>
    public async Task<Resource> CreateAsync(
        ResourceDefinition definition,
        string fileName,
        string contentType,
        string upload,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var id in ResourceName.Candidates(definition.Title, upload))
        {
            var fresh = new Resource(id, definition, [new ResourceVersion(1, upload, fileName, contentType, now)], now);
            Resource? taken;
            while ((taken = await catalogue.FindAsync(id, cancellationToken)) is null)
            {
                Note(null, fresh);
                if (await WriteAsync(fresh, cancellationToken))
                    return fresh;
            }

            if (taken.Versions[0].Upload == upload)
                return taken;
        }

        throw new InvalidOperationException("Two uploads drew the same random word.");
    }

    /// <summary>
    /// Applies a change to the resource as it is now, again and again until nobody else came between.
    /// <paramref name="revise"/> returns null when there is nothing to change, which is also how a write whose answer
    /// was lost is recognised.
    /// </summary>
    /// <returns>The resource as it then is; null if there is none.</returns>
    public async Task<Resource?> ReviseAsync(
        ResourceId id, Func<Resource, Resource?> revise, CancellationToken cancellationToken)
    {
        while (await catalogue.FindAsync(id, cancellationToken) is { } current)
        {
            if (revise(current) is not { } next)
                return current;
            Note(current, next);
            if (await WriteAsync(next, cancellationToken))
                return next;
        }

        return null;
    }

    private static void Note(Resource? before, Resource after) => AuditNotes.Changed(
        $"resource {after.Id}", before is null ? null : ResourceRow.Noted(before), ResourceRow.Noted(after));

    private async Task<bool> WriteAsync(Resource resource, CancellationToken cancellationToken)
    {
        var counter = await table.GetEntityIfExistsAsync<TableEntity>(
            ResourceRow.Partition, ResourceRow.EditionRow, cancellationToken: cancellationToken);
        var edition = (counter.HasValue ? counter.Value!.GetInt64(ResourceRow.Edition) ?? 0 : 0) + 1;
        try
        {
            await table.SubmitTransactionAsync(
                [
                    Expecting(ResourceRow.From(resource, edition), resource.ETag),
                    Expecting(ResourceRow.OfEdition(edition), counter.HasValue ? counter.Value!.ETag : default),
                ],
                cancellationToken);
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
        finally
        {
            // Also after a failure: an answer that was lost may have been a change.
            catalogue.Outdate();
        }

        if (edition % SnapshotEvery == 0)
            await KeepSnapshotAsync(cancellationToken);
        return true;
    }

    private async Task KeepSnapshotAsync(CancellationToken cancellationToken)
    {
        try
        {
            await catalogue.KeepSnapshotAsync(cancellationToken);
        }
        catch (RequestFailedException outage)
        {
            // The change itself is made; the next snapshot makes good for this one.
            Log.SnapshotNotKept(logger, outage.Status);
        }
    }

    private static TableTransactionAction Expecting(TableEntity row, ETag etag) =>
        etag == default
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, etag);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, Message = "The catalogue's snapshot was not kept: storage answered {Status}.")]
        public static partial void SnapshotNotKept(ILogger logger, int status);
    }
}
