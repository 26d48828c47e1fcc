using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pathway.Functions.Audit;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Learners;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Erasure;

/// <summary>
/// Everything kept of a college beside its own row and the ledger, whose invitations the calendar takes back.
/// </summary>
public sealed class CollegeHoldings(PathwayStorage storage, DeadLetterTable letters, AuditTable audit)
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    private readonly TableClient engagement = storage.Table(StorageTable.Engagement);
    private readonly TableClient slots = storage.Table(StorageTable.DigestSlots);

    /// <summary>How much there is, by table and container.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(
        CollegeId college, CancellationToken cancellationToken)
    {
        var rows = 0;
        await foreach (var partition in PartitionsAsync(college, cancellationToken))
            rows += await RowBatches.CountAsync(
                engagement, TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken);
        return new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            [nameof(StorageTable.Engagement)] = rows,
            [nameof(StorageTable.DigestSlots)] = (await SlotsAsync(college, cancellationToken)).Count,
            [nameof(StorageTable.DeadLetters)] = await LettersAsync(
                college, cancellationToken).CountAsync(cancellationToken),
            [nameof(StorageContainer.Claims)] = await ClaimsAsync(
                college, cancellationToken).CountAsync(cancellationToken),
            [nameof(StorageContainer.Digests)] = await DigestsAsync(
                college, cancellationToken).CountAsync(cancellationToken),
        };
    }

    /// <summary>Deletes it; false when the budget was used up before the end.</summary>
    public async Task<bool> DeleteAsync(
        CollegeId college, TransactionBudget budget, CancellationToken cancellationToken)
    {
        await foreach (var partition in PartitionsAsync(college, cancellationToken))
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
            if (!await RowBatches.DeleteAsync(engagement, filter, budget, cancellationToken))
                return false;
        }

        foreach (var week in (await SlotsAsync(college, cancellationToken)).GroupBy(slot => slot.PartitionKey, StringComparer.Ordinal))
        {
            if (!await RowBatches.DeleteAsync(slots, [.. week], budget, cancellationToken))
                return false;
        }

        // All are listed before the first goes: a list read on while it shrinks leaves some out.
        foreach (var letter in await LettersAsync(college, cancellationToken).ToListAsync(cancellationToken))
        {
            if (!budget.TrySpend())
                return false;
            await letters.DismissAsync(letter.Id, cancellationToken);
        }

        var (claims, digests) = (ClaimsAsync(college, cancellationToken), DigestsAsync(college, cancellationToken));
        return await DeleteAsync(StorageContainer.Claims, claims, budget, cancellationToken)
            && await DeleteAsync(StorageContainer.Digests, digests, budget, cancellationToken)
            && await audit.ForgetPeopleAsync(college, budget.TrySpend, cancellationToken);
    }

    private async Task<bool> DeleteAsync(
        StorageContainer container, IAsyncEnumerable<string> names, TransactionBudget budget, CancellationToken cancellationToken)
    {
        var blobs = storage.Container(container);
        foreach (var name in await names.ToListAsync(cancellationToken))
        {
            if (!budget.TrySpend())
                return false;
            await blobs.DeleteBlobIfExistsAsync(
                name, DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
        }

        return true;
    }

    private IAsyncEnumerable<string> PartitionsAsync(CollegeId college, CancellationToken cancellationToken) =>
        EngagementPartitions.YearsAsync(engagement, college, cancellationToken)
            .Append(EngagementPartitions.Aliases(college));

    // The one query across partitions: a slot's partition is its week, and there are a few rows a week for every college.
    private async Task<List<TableEntity>> SlotsAsync(CollegeId college, CancellationToken cancellationToken)
    {
        var (own, again, end) = (college.ToString(), $"{college}~", $"{college}\u007f");
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {"0"} and (RowKey eq {own} or (RowKey ge {again} and RowKey lt {end}))");
        return await slots.QueryAsync<TableEntity>(filter, select: Keys, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
    }

    private IAsyncEnumerable<DeadLetter> LettersAsync(CollegeId college, CancellationToken cancellationToken) =>
        letters.ListQueueAsync(storage.QueueNames.Facts, cancellationToken)
            .Where(letter => FactMessage.TryReadCollege(letter.Body) == college);

    private IAsyncEnumerable<string> ClaimsAsync(CollegeId college, CancellationToken cancellationToken) =>
        NamesAsync(storage.Container(StorageContainer.Claims), $"{college}/", cancellationToken);

    // 2026-W47/utc-leeds.html and 2026-W47/utc-leeds~2.html.
    private IAsyncEnumerable<string> DigestsAsync(CollegeId college, CancellationToken cancellationToken) =>
        NamesAsync(storage.Container(StorageContainer.Digests), prefix: null, cancellationToken).Where(name =>
            name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] is var file
            && (file.StartsWith($"{college}.", StringComparison.Ordinal) || file.StartsWith($"{college}~", StringComparison.Ordinal)));

    private static IAsyncEnumerable<string> NamesAsync(
        BlobContainerClient container, string? prefix, CancellationToken cancellationToken) =>
        container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken).Select(blob => blob.Name);
}
