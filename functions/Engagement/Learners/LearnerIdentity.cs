using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Learners;

/// <summary>
/// Everything one learner is called in a college: the reference asked for and those that enrolments tied to it.
/// </summary>
/// <param name="Aliases">The row keys of the alias rows that tie them.</param>
internal sealed record LearnerIdentity(IReadOnlySet<LearnerRef> References, IReadOnlyList<string> Aliases)
{
    /// <summary>
    /// Follows the aliases both ways, from whichever name was given: a query of the college's aliases, none of its
    /// facts.
    /// </summary>
    public static async Task<LearnerIdentity> FindAsync(
        TableClient engagement, CollegeId college, LearnerRef reference, CancellationToken cancellationToken)
    {
        var ties = new List<(string Key, LearnerRef Alias, LearnerRef First)>();
        var (from, before) = EngagementKey.Range('A');
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {EngagementKey.AliasPartition(college)} and RowKey ge {from} and RowKey lt {before}");
        await foreach (var row in engagement.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var (alias, first) = AliasRow.Read(row);
            ties.Add((row.RowKey, alias, first));
        }

        var neighbours = ties.Select(tie => (From: tie.Alias, To: tie.First))
            .Concat(ties.Select(tie => (From: tie.First, To: tie.Alias)))
            .ToLookup(tie => tie.From, tie => tie.To);
        var (found, waiting) = (new HashSet<LearnerRef> { reference }, new Queue<LearnerRef>([reference]));
        while (waiting.TryDequeue(out var next))
        {
            foreach (var neighbour in neighbours[next].Where(found.Add))
                waiting.Enqueue(neighbour);
        }

        return new LearnerIdentity(found, [.. ties.Where(tie => found.Contains(tie.Alias)).Select(tie => tie.Key)]);
    }
}
