using System.Collections.Concurrent;
using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Learners;

/// <summary>What a partition holds of one learner, found through the index.</summary>
/// <param name="Facts">Rows of facts that name the learner.</param>
/// <param name="Index">Index rows that name the learner, with what stays of each without them.</param>
/// <param name="Enrolments">Rows <c>L|</c>.</param>
internal sealed record LearnerFacts(
    IReadOnlyList<TableEntity> Facts,
    IReadOnlyList<(TableEntity Row, List<(ulong Prefix, string Key)> Kept)> Index,
    IReadOnlyList<TableEntity> Enrolments)
{
    private const int ReadsAtOnce = 8;

    /// <param name="read">Facts that were read before, which are not read again: whoever changes one names its ETag.</param>
    public static async Task<LearnerFacts> ReadAsync(
        TableClient table,
        string partition,
        IReadOnlySet<LearnerRef> references,
        IReadOnlyList<TableEntity> read,
        CancellationToken cancellationToken)
    {
        var prefixes = references.Select(reference => reference.Prefix).ToHashSet();
        var index = new List<(TableEntity Row, List<(ulong Prefix, string Key)> Kept)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sixteenth in references.Select(LearnerIndex.SixteenthOf).Distinct())
        {
            await foreach (var row in LearnerIndex.RowsAsync(table, partition, sixteenth, cancellationToken))
            {
                var own = LearnerIndex.Read(row).ToLookup(entry => prefixes.Contains(entry.Prefix));
                keys.UnionWith(own[true].Select(entry => EngagementKey.Fact(entry.Key)));
                if (own[true].Any())
                    index.Add((row, [.. own[false]]));
            }
        }

        keys.ExceptWith(read.Select(fact => fact.RowKey));
        var facts = await ReadAsync(table, partition, keys, cancellationToken);
        return new LearnerFacts(
            [.. read, .. facts.Where(fact => FactRow.Learners(fact).Any(references.Contains))],
            index,
            await ReadAsync(table, partition, references.Select(EngagementKey.Learner), cancellationToken));
    }

    private static async Task<List<TableEntity>> ReadAsync(
        TableClient table, string partition, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var rows = new ConcurrentBag<TableEntity>();
        var someAtOnce = new ParallelOptions
        {
            MaxDegreeOfParallelism = ReadsAtOnce,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(keys, someAtOnce, async (key, token) =>
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: token);
            if (row.HasValue)
                rows.Add(row.Value!);
        });
        return [.. rows.OrderBy(row => row.RowKey, StringComparer.Ordinal)];
    }
}
