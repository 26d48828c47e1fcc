using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Rows that go by their age, partition by partition.</summary>
public abstract class RowRetention(TableClient table) : IRetention
{
    private static readonly string[] Columns = ["PartitionKey", "RowKey", "At", "StartedAt", "EndsAt"];

    public abstract string Name { get; }

    protected abstract string Because { get; }

    public async Task<RetentionLine> CountAsync(CancellationToken cancellationToken)
    {
        var (rows, oldest) = (0, (DateTimeOffset?)null);
        foreach (var filter in await FiltersAsync(cancellationToken))
        {
            await foreach (var row in table.QueryAsync<TableEntity>(filter, select: Columns, cancellationToken: cancellationToken))
            {
                rows++;
                if ((row.GetDateTimeOffset("At") ?? row.GetDateTimeOffset("StartedAt") ?? row.GetDateTimeOffset("EndsAt")) is { } at
                    && (oldest is null || at < oldest))
                    oldest = at;
            }
        }

        return new RetentionLine(
            Name, rows, oldest is { } day ? EngagementKey.Iso(LondonClock.DateOf(day)) : null, Because);
    }

    public async Task PurgeAsync(TransactionBudget budget, CancellationToken cancellationToken)
    {
        foreach (var filter in await FiltersAsync(cancellationToken))
        {
            if (!await RowBatches.DeleteAsync(table, filter, budget, cancellationToken))
                return;
        }
    }

    /// <summary>What is over: a filter for each partition.</summary>
    protected abstract Task<IReadOnlyList<string>> FiltersAsync(CancellationToken cancellationToken);
}
