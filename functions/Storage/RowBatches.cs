using Azure.Data.Tables;

namespace Pathway.Functions.Storage;

/// <summary>Deletes rows of a partition in entity group transactions of a hundred.</summary>
public static class RowBatches
{
    private const int MaxRows = 100;

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>
    /// Deletes what <paramref name="filter"/> finds, which must name one partition, until the budget is used up. Rows
    /// that are gone already, because somebody else or a call whose answer was lost deleted them, count as deleted.
    /// </summary>
    /// <returns>True when nothing is left.</returns>
    public static async Task<bool> DeleteAsync(
        TableClient table, string filter, TransactionBudget budget, CancellationToken cancellationToken)
    {
        var batch = new List<TableEntity>(MaxRows);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: 1000, Keys, cancellationToken))
        {
            batch.Add(row);
            if (batch.Count < MaxRows)
                continue;
            if (!await DeleteAsync(table, batch, budget, cancellationToken))
                return false;
            batch.Clear();
        }

        return batch.Count == 0 || await DeleteAsync(table, batch, budget, cancellationToken);
    }

    /// <summary>Deletes these rows of one partition; false when the budget does not reach.</summary>
    public static async Task<bool> DeleteAsync(
        TableClient table, IReadOnlyList<TableEntity> rows, TransactionBudget budget, CancellationToken cancellationToken)
    {
        if (!budget.TrySpend())
            return false;
        budget.Take(rows.Count);
        try
        {
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row)),
                cancellationToken);
        }
        catch (TableTransactionFailedException gone) when (gone.Status == 404)
        {
            // One of them is gone: each by itself, where that is no fault.
            foreach (var row in rows)
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, Azure.ETag.All, cancellationToken);
        }

        return true;
    }

    /// <summary>How many rows <paramref name="filter"/> finds: a call for every thousand.</summary>
    public static async Task<int> CountAsync(TableClient table, string filter, CancellationToken cancellationToken)
    {
        var count = 0;
        var pages = table.QueryAsync<TableEntity>(filter, maxPerPage: 1000, Keys, cancellationToken).AsPages();
        await foreach (var page in pages.WithCancellation(cancellationToken))
            count += page.Values.Count;
        return count;
    }
}
