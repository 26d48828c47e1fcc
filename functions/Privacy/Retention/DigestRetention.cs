using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using Pathway.Functions.Digests;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Digests as they were sent, and the log of sending them.</summary>
public sealed class DigestRetention(
    PathwayStorage storage, LegalHolds holds, IOptions<PrivacyOptions> options, LondonClock clock) : IRetention
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    private readonly TableClient slots = storage.Table(StorageTable.DigestSlots);

    public string Name => nameof(StorageTable.DigestSlots);

    public async Task<RetentionLine> CountAsync(CancellationToken cancellationToken)
    {
        var (rows, blobs) = (await SlotsAsync(cancellationToken), await BlobsAsync(cancellationToken));
        var weeks = rows.Select(row => row.PartitionKey).Concat(blobs.Select(name => name.Split('/')[0])).ToList();
        return new RetentionLine(
            Name,
            rows.Count + blobs.Count,
            IsoWeek.TryParse(weeks.Min(StringComparer.Ordinal), out var week) ? EngagementKey.Iso(week.Monday) : null,
            $"Digests are kept for {options.Value.DigestsYears} academic years after their own.");
    }

    public async Task PurgeAsync(TransactionBudget budget, CancellationToken cancellationToken)
    {
        var archive = storage.Container(StorageContainer.Digests);
        foreach (var name in await BlobsAsync(cancellationToken))
        {
            if (!budget.TrySpend())
                return;
            await archive.DeleteBlobIfExistsAsync(
                name, DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
            budget.Take(1);
        }

        foreach (var week in (await SlotsAsync(cancellationToken)).GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
        {
            foreach (var some in week.Chunk(100))
            {
                if (!await RowBatches.DeleteAsync(slots, some, budget, cancellationToken))
                    return;
            }
        }
    }

    private string FirstKept =>
        IsoWeek.Containing(new AcademicYear(AcademicYear.Containing(clock.Today).Start - options.Value.DigestsYears).FirstDay)
            .ToString();

    private async Task<List<TableEntity>> SlotsAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {FirstKept}");
        return await slots.QueryAsync<TableEntity>(filter, select: Keys, cancellationToken: cancellationToken)
            .Where(row => IsOver(row.PartitionKey, row.RowKey)).ToListAsync(cancellationToken);
    }

    private async Task<List<string>> BlobsAsync(CancellationToken cancellationToken)
    {
        var (names, first) = (new List<string>(), FirstKept);
        await foreach (var blob in storage.Container(StorageContainer.Digests).GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (string.CompareOrdinal(blob.Name, first) >= 0)
                break;
            if (blob.Name.Split('/') is [var week, var file]
                && IsOver(week, file.Replace(".html", "", StringComparison.Ordinal)))
                names.Add(blob.Name);
        }

        return names;
    }

    private bool IsOver(string partition, string row)
    {
        if (!IsoWeek.TryParse(partition, out var week) || !SlotKey.TryParse(week, row, out var slot))
            return false;
        var year = AcademicYear.Containing(week.Monday);
        return slot.College is { } college ? !holds.Holds(college, year) : !holds.Holds(year);
    }
}
