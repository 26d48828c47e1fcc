using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// What enrolments say of learners: row <c>L|reference</c> whether one is enrolled and in which year group, and in the
/// college's own partition row <c>A|reference</c> whose alias it is. Of two events the later one counts, in whichever order
/// they arrive.
/// </summary>
internal static class LearnerRows
{
    public static async Task AddAsync(
        EntityGroupTransaction transaction, TableClient table, string partitionKey, Fact fact, CancellationToken cancellationToken)
    {
        if (fact.Enrolment is not { } enrolment)
            return;
        foreach (var learner in fact.Learners)
        {
            var row = new TableEntity(
                partitionKey, EngagementKey.Learner(learner))
            { ["State"] = fact.Verb.Word(), ["At"] = fact.At };
            if (enrolment.YearGroup is { } yearGroup)
                row["YearGroup"] = yearGroup;
            await SetIfLaterAsync(transaction, table, row, fact.At, cancellationToken);
            foreach (var alias in enrolment.Aliases.Where(alias => alias != learner))
                await KeepAliasAsync(
                    table,
                    AliasRow.From(EngagementKey.AliasPartition(partitionKey), alias, learner, fact.At),
                    fact.At,
                    cancellationToken);
        }
    }

    /// <summary>
    /// Aliases are the college's, not a year's, so they cannot go with the fact's transaction. They go before it: a run that
    /// dies in between leaves an alias that the next try finds as it wants it.
    /// </summary>
    private static async Task KeepAliasAsync(
        TableClient table, TableEntity row, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (true)
        {
            var there = await table.GetEntityIfExistsAsync<TableEntity>(
                row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            if (there.HasValue && there.Value!.GetDateTimeOffset("At") >= at)
                return;
            try
            {
                if (there.HasValue)
                    await table.UpdateEntityAsync(row, there.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
                else
                    await table.AddEntityAsync(row, cancellationToken);
                return;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
            {
                // Another delivery, or our own write whose answer was lost: what is there now decides.
            }
        }
    }

    private static async Task SetIfLaterAsync(
        EntityGroupTransaction transaction, TableClient table, TableEntity row, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (there, known) = transaction.LearnerRow(row.RowKey) ?? await ReadAsync(table, row, cancellationToken);
        if (there?.GetDateTimeOffset("At") >= at)
            return;

        // Who left keeps the year group that the enrolment gave.
        if (!row.ContainsKey("YearGroup") && there?.GetInt32("YearGroup") is { } yearGroup)
            row["YearGroup"] = yearGroup;
        transaction.SetLearnerRow(row, known);
    }

    private static async Task<(TableEntity? Row, ETag Known)> ReadAsync(
        TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        var stored = await table.GetEntityIfExistsAsync<TableEntity>(
            row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return stored.HasValue ? (stored.Value, stored.Value!.ETag) : default;
    }
}
