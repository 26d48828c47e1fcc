using Azure.Data.Tables;

namespace Pathway.Functions.Engagement;

/// <summary>
/// What enrolments say of learners: row <c>L|reference</c> whether one is enrolled and in which year group, row
/// <c>A|reference</c> whose alias it is. Of two events the later one counts, in whichever order they arrive.
/// </summary>
internal static class LearnerRows
{
    public static async Task AddAsync(RecordingPlan plan, TableClient table, string partition, Fact fact, CancellationToken cancellationToken)
    {
        if (fact.Enrolment is not { } enrolment)
            return;
        foreach (var learner in fact.Learners)
        {
            var row = new TableEntity(partition, EngagementKey.Learner(learner)) { ["State"] = fact.Verb.Word(), ["At"] = fact.At };
            if (enrolment.YearGroup is { } yearGroup)
                row["YearGroup"] = yearGroup;
            await SetIfLaterAsync(plan, table, row, fact.At, cancellationToken);
            foreach (var alias in enrolment.Aliases.Where(alias => alias != learner))
                await SetIfLaterAsync(plan, table, AliasRow.Of(partition, alias, learner, fact.At), fact.At, cancellationToken);
        }
    }

    private static async Task SetIfLaterAsync(RecordingPlan plan, TableClient table, TableEntity row, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var there = plan.LearnerRow(row.RowKey);
        if (there is null)
        {
            var stored = await table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            there = stored.HasValue ? stored.Value! : null;
        }

        if (there?.GetDateTimeOffset("At") >= at)
            return;

        // Who left keeps the year group that the enrolment gave.
        if (!row.ContainsKey("YearGroup") && there?.GetInt32("YearGroup") is { } yearGroup)
            row["YearGroup"] = yearGroup;
        row.ETag = there?.ETag ?? default;
        plan.SetLearnerRow(row);
    }
}
