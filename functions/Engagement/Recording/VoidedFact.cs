using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Takes a fact back: its row stays as voided and names nobody, its counter is what the other facts of that counter
/// make of it, and the index knows it no more. A fact that has not come gets its voided row now, and finds it when it
/// comes.
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
        return
        [
            new(TableTransactionActionType.UpdateReplace, voided, found.Value!.ETag),
            .. await TakeOutAsync(found.Value, FactRow.Counter(found.Value), cancellationToken) is { } counter
                ? [counter]
                : Array.Empty<TableTransactionAction>(),
            .. await ForgetAsync(key, FactRow.Learners(found.Value), cancellationToken),
        ];
    }

    /// <summary>The index rows that say whose the fact is, without it.</summary>
    private async Task<IReadOnlyList<TableTransactionAction>> ForgetAsync(
        string key, IReadOnlyList<LearnerRef> learners, CancellationToken cancellationToken)
    {
        var actions = new List<TableTransactionAction>();
        foreach (var sixteenth in learners.Select(LearnerIndex.SixteenthOf).Distinct())
        {
            await foreach (var row in LearnerIndex.RowsAsync(table, partitionKey, sixteenth, cancellationToken))
            {
                var entries = LearnerIndex.Read(row);
                if (entries.Exists(entry => entry.Key == key))
                    actions.Add(LearnerIndex.Keep(row, entries.FindAll(entry => entry.Key != key)));
            }
        }

        return actions;
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
        var left = counter.WithoutFact(fact.GetInt32("Minutes"), fact.GetInt32("Rating")) with
        {
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
        var others = table.QueryAsync<TableEntity>(
            filter, select: ["RowKey", "Learners"], cancellationToken: cancellationToken);
        await foreach (var other in others)
        {
            if (other.RowKey != rowKey)
                prefixes.AddRange(FactRow.Learners(other).Select(learner => learner.Prefix));
        }

        return LearnerSet.From(prefixes);
    }
}
