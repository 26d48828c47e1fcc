using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// Which references are one learner: each alias by its prefix, and the prefix of the reference named first.
/// </summary>
public sealed class LearnerAliases
{
    private readonly Dictionary<ulong, ulong> first = [];

    /// <summary>What they take up in memory.</summary>
    public long Bytes => first.Count * 40L;

    /// <summary>Every alias of a college.</summary>
    public static async Task<LearnerAliases> ReadAsync(
        TableClient engagement, CollegeId college, CancellationToken cancellationToken)
    {
        var aliases = new LearnerAliases();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {EngagementKey.AliasPartition(college)}");
        await foreach (var row in engagement.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            aliases.Add(AliasRow.Read(row));
        return aliases;
    }

    public void Add((LearnerRef Alias, LearnerRef First) pair) => first[pair.Alias.Prefix] = pair.First.Prefix;

    /// <summary>The counter of learners, each of them once.</summary>
    public Counter Resolve(Counter counter) => Resolve(counter.Learners) is var learners && learners == counter.Learners
        ? counter
        : counter with { Learners = learners };

    /// <summary>The set with each alias replaced by the learner it stands for.</summary>
    public ulong[] Resolve(ulong[] learners) =>
        first.Count == 0 || !Array.Exists(learners, first.ContainsKey)
            ? learners
            : LearnerSet.From(learners.Select(Resolve));

    /// <summary>
    /// The prefix that stands for a learner. A circle of aliases is one learner too: its least prefix.
    /// </summary>
    public ulong Resolve(ulong learner)
    {
        var seen = new HashSet<ulong>();
        while (first.TryGetValue(learner, out var next) && seen.Add(learner))
            learner = next;
        return seen.Contains(learner) ? CircleOf(learner) : learner;
    }

    private ulong CircleOf(ulong learner)
    {
        var least = learner;
        for (var next = first[learner]; next != learner; next = first[next])
            least = Math.Min(least, next);
        return least;
    }
}
