using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Takes a fact back: its row stays as voided, its counter is what the other facts of that counter make of it. A fact
/// that has not come gets its voided row now, and finds it when it comes.
/// </summary>
internal sealed class VoidedFact(TableClient table, string partitionKey)
{
    /// <summary>
    /// The rows to write, each on the condition that nothing has changed since it was read; none when it is voided.
    /// </summary>
    /// <param name="at">When it was taken back, for a fact that has not come.</param>
    public async Task<IReadOnlyList<TableTransactionAction>> ComposeAsync(
        string key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            partitionKey, EngagementKey.Fact(key), cancellationToken: cancellationToken);
        var voided = FactRow.Voided(partitionKey, key, found.HasValue ? found.Value : null, at);
        if (!found.HasValue)
            return [new(TableTransactionActionType.Add, voided)];
        if (FactRow.IsVoided(found.Value!))
            return [];
        var fact = new TableTransactionAction(TableTransactionActionType.UpdateReplace, voided, found.Value!.ETag);
        return found.Value.GetString("Counter") is { } counterKey
            && await TakeOutAsync(found.Value, counterKey, cancellationToken) is { } counter
            ? [fact, counter]
            : [fact];
    }

    private async Task<TableTransactionAction?> TakeOutAsync(
        TableEntity fact, string counterKey, CancellationToken cancellationToken)
    {
        // The counter before the facts: one that is counted in between changes its ETag.
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            partitionKey, counterKey, cancellationToken: cancellationToken);
        if (!row.HasValue)
            return null;
        var counter = CounterRow.Read(row.Value!);
        if (counter.Events <= 1)
            return new TableTransactionAction(TableTransactionActionType.Delete, row.Value!, row.Value!.ETag);
        var left = counter with
        {
            Events = counter.Events - 1,
            Minutes = counter.Minutes - (fact.GetInt32("Minutes") ?? 0),
            RatingSum = counter.RatingSum - (fact.GetInt32("Rating") ?? 0),
            Ratings = counter.Ratings - (fact.GetInt32("Rating") is null ? 0 : 1),
            Learners = await OthersAsync(fact.RowKey, counterKey, cancellationToken),
        };
        return new TableTransactionAction(
            TableTransactionActionType.UpdateReplace, CounterRow.From(partitionKey, left), row.Value!.ETag);
    }

    /// <summary>
    /// Who is in the counter for another fact. Reads the year's facts, which is much for one, and seldom: nothing
    /// else is exact.
    /// </summary>
    private async Task<ulong[]> OthersAsync(string rowKey, string counterKey, CancellationToken cancellationToken)
    {
        var (from, before) = EngagementKey.Range('F');
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partitionKey} and RowKey ge {from} and RowKey lt {before} and Counter eq {counterKey}");
        var prefixes = new List<ulong>();
        await foreach (var other in table.QueryAsync<TableEntity>(filter, select: ["RowKey", "Learners"], cancellationToken: cancellationToken))
        {
            if (other.RowKey != rowKey)
                prefixes.AddRange(FactRow.Learners(other).Select(learner => learner.Prefix));
        }

        return LearnerSet.From(prefixes);
    }
}
