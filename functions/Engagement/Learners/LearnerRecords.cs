using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Learners;

/// <summary>What table Engagement holds of one learner: read, or taken out.</summary>
public sealed class LearnerRecords(PathwayStorage storage, TimeProvider time)
{
    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    /// <summary>Everything a learner is called; the reference given is among them.</summary>
    public async Task<IReadOnlySet<LearnerRef>> ReferencesAsync(
        CollegeId college, LearnerRef reference, CancellationToken cancellationToken) =>
        (await LearnerIdentity.FindAsync(table, college, reference, cancellationToken)).References;

    public async Task<(LearnerCounts Counts, IReadOnlyList<LearnerRow> Rows)> ReadAsync(
        CollegeId college, LearnerRef reference, CancellationToken cancellationToken)
    {
        var identity = await LearnerIdentity.FindAsync(table, college, reference, cancellationToken);
        var (rows, counters, facts) = (new List<LearnerRow>(), 0, 0);
        await foreach (var partition in EngagementPartitions.YearsAsync(table, college, cancellationToken))
        {
            var year = partition[(partition.IndexOf('|', StringComparison.Ordinal) + 1)..];
            var found = await LearnerFacts.ReadAsync(table, partition, identity.References, [], cancellationToken);
            counters += found.Facts.Select(FactRow.Counter).Distinct(StringComparer.Ordinal).Count();
            facts += found.Facts.Count;
            rows.AddRange(
                found.Facts.OrderBy(fact => fact.GetDateTimeOffset("At")).Select(fact => Fact(year, fact, identity.References)));
            rows.AddRange(found.Enrolments.Select(row => new LearnerRow(
                "enrolment",
                year,
                row.RowKey[2..],
                row.GetDateTimeOffset("At"),
                row.GetString("State"),
                YearGroup: row.GetInt32("YearGroup"))));
        }

        rows.AddRange(identity.Aliases.Select(key => new LearnerRow("alias", null, key[2..])));
        return (new LearnerCounts(facts, counters, identity.Aliases.Count), rows);
    }

    /// <summary>
    /// Takes the learner out. The aliases go last: they are how the rest is found, should the call be repeated after a crash.
    /// </summary>
    public async Task<LearnerCounts> EraseAsync(
        CollegeId college, LearnerRef reference, CancellationToken cancellationToken)
    {
        var identity = await LearnerIdentity.FindAsync(table, college, reference, cancellationToken);
        var (facts, counters) = (0, 0);
        await foreach (var partition in EngagementPartitions.YearsAsync(table, college, cancellationToken))
        {
            var gone = await new LearnerRemoval(
                table, partition, identity.References, time).RunAsync(cancellationToken);
            (facts, counters) = (facts + gone.Facts, counters + gone.Counters);
        }

        // Without an ETag: an alias that was renewed meanwhile ties the same learner.
        foreach (var alias in identity.Aliases)
            await table.DeleteEntityAsync(
                EngagementKey.AliasPartition(college), alias, Azure.ETag.All, cancellationToken);
        return new LearnerCounts(facts, counters, identity.Aliases.Count);
    }

    private static LearnerRow Fact(string year, TableEntity row, IReadOnlySet<LearnerRef> own)
    {
        var (_, kind, name, verb) = EngagementKey.ParseCounter(FactRow.Counter(row));
        var learners = FactRow.Learners(row);
        return new LearnerRow(
            "fact",
            year,
            learners.First(own.Contains).ToString(),
            row.GetDateTimeOffset("At"),
            verb.Word(),
            kind.Word(),
            row.GetString("Address") ?? name,
            row.GetInt32("Minutes"),
            row.GetInt32("Rating"),
            Others: learners.Count(learner => !own.Contains(learner)) is > 0 and var others ? others : null);
    }
}
