using Azure.Data.Tables;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>
/// Table Engagement as an auditor reads it: row by row, knowing the app's keys and nothing of how it got there.
/// </summary>
internal static class EngagementRows
{
    public static async Task<List<TableEntity>> AllAsync(AppUnderTest app) =>
        await app.Storage.Table(StorageTable.Engagement)
            .QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>
    /// Every counter equals the sum of its facts, its learners are those of its facts, and every fact has its index
    /// entries.
    /// </summary>
    public static async Task AssertSumsAsync(AppUnderTest app)
    {
        var rows = await AllAsync(app);
        var facts = rows.FindAll(
            row => row.RowKey.StartsWith("F|", StringComparison.Ordinal) && !FactRow.IsVoided(row));
        var counters = rows.FindAll(row => row.RowKey.StartsWith("C|", StringComparison.Ordinal));
        var fromFacts = facts.GroupBy(row => $"{row.PartitionKey} {row.GetString("Counter")}", StringComparer.Ordinal)
            .Select(group => Line(
            group.Key,
            group.LongCount(),
            group.Sum(row => row.GetInt32("Minutes") ?? 0),
            group.Sum(row => row.GetInt32("Rating") ?? 0),
            group.SelectMany(FactRow.Learners).Select(learner => learner.Prefix)));
        var fromCounters = counters.Select(row => (Row: row, Counter: CounterRow.Read(row))).Select(both => Line(
            $"{both.Row.PartitionKey} {both.Row.RowKey}", both.Counter.Events, both.Counter.Minutes, both.Counter.RatingSum, both.Counter.Learners));
        Assert.Equal(fromFacts.Order(StringComparer.Ordinal), fromCounters.Order(StringComparer.Ordinal));

        var indexed = rows.FindAll(row => row.RowKey.StartsWith("I|", StringComparison.Ordinal))
            .SelectMany(
                row => LearnerIndex.Read(row).Select(entry => $"{row.PartitionKey} {entry.Prefix:x16} {entry.Key}"));
        Assert.Equal(
            facts.SelectMany(row => FactRow.Learners(row).Select(learner => $"{row.PartitionKey} {learner.Prefix:x16} {row.RowKey[2..]}"))
                .Order(StringComparer.Ordinal),
            indexed.Order(StringComparer.Ordinal));
    }

    private static string Line(string key, long events, long minutes, long ratings, IEnumerable<ulong> learners) =>
        $"{key}: {events} events, {minutes} minutes, {ratings} rated, {string.Join(' ', learners.Distinct().Order().Select(learner => learner.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)))}";
}
