using Azure.Data.Tables;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Learners;

/// <summary>
/// Takes one learner out of one partition. Each fact goes in the transaction that corrects its counter; the index goes
/// after the facts it finds, so that whatever stops in the middle, the next call finds the rest. Once more over nothing
/// does nothing.
/// </summary>
internal sealed class LearnerRemoval(
    TableClient table, string partition, IReadOnlySet<LearnerRef> learner, TimeProvider time)
{
    private const int MaxAttempts = 12;
    private const int MaxRows = 100;
    private const int MaxLearners = 150_000;

    private readonly HashSet<ulong> prefixes = [.. learner.Select(reference => reference.Prefix)];
    private readonly HashSet<string> facts = new(StringComparer.Ordinal);
    private readonly HashSet<string> counters = new(StringComparer.Ordinal);

    /// <summary>How many facts the learner was taken out of, and how many counters.</summary>
    public async Task<(int Facts, int Counters)> RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await RemoveAsync(cancellationToken))
                    return (facts.Count, counters.Count);
            }
            catch (TableTransactionFailedException overtaken) when (
                overtaken.Status is 404 or 409 or 412 && attempt < MaxAttempts)
            {
                // A delivery that moved the same counter, or our own transaction whose answer was lost: what is there now
                // decides.
                await Task.Delay(
                    TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << Math.Min(attempt, 5))), time, cancellationToken);
            }
        }
    }

    /// <summary>False when facts came meanwhile that are still to go.</summary>
    private async Task<bool> RemoveAsync(CancellationToken cancellationToken)
    {
        var found = await LearnerFacts.ReadAsync(table, partition, learner, [], cancellationToken);
        var known = await ReadCountersAsync(found.Facts, cancellationToken);

        // The facts once more behind their counters: whoever is taken out of a counter must have no fact left in it, and
        // one that is recorded from here on changes the counter's ETag.
        if (found.Facts.Count > 0)
            found = await LearnerFacts.ReadAsync(table, partition, learner, found.Facts, cancellationToken);
        var going = found.Facts.Where(fact => known.ContainsKey(FactRow.Counter(fact))).ToList();
        facts.UnionWith(going.Select(fact => fact.RowKey));
        counters.UnionWith(known.Keys);
        await RemoveFactsAsync(going, known, cancellationToken);
        if (going.Count < found.Facts.Count)
            return false;
        TableTransactionAction[] rest =
        [
            .. found.Index.Select(index => LearnerIndex.Keep(index.Row, index.Kept)),
            .. found.Enrolments.Select(Delete),
        ];
        foreach (var some in rest.Chunk(MaxRows))
            await table.SubmitTransactionAsync(some, cancellationToken);
        return true;
    }

    /// <summary>The counters these facts moved; null for one that is not there.</summary>
    private async Task<Dictionary<string, VersionedCounter?>> ReadCountersAsync(
        IEnumerable<TableEntity> of, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, VersionedCounter?>(StringComparer.Ordinal);
        foreach (var key in of.Select(FactRow.Counter).Distinct(StringComparer.Ordinal))
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                partition, key, cancellationToken: cancellationToken);
            known[key] = row.HasValue ? new VersionedCounter(CounterRow.Read(row.Value!), row.Value!.ETag) : null;
        }

        return known;
    }

    private async Task RemoveFactsAsync(
        List<TableEntity> going, Dictionary<string, VersionedCounter?> known, CancellationToken cancellationToken)
    {
        var (actions, moved, weight) = (new List<TableTransactionAction>(), new List<(int At, string Key, Counter Counter)>(), 0);
        var groups = going.GroupBy(FactRow.Counter, StringComparer.Ordinal);
        foreach (var group in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var left = group.Count();
            foreach (var some in group.Chunk(MaxRows - 1))
            {
                left -= some.Length;
                if (actions.Count + some.Length + 1 > MaxRows || weight > MaxLearners)
                {
                    await SubmitAsync();
                    (actions, moved, weight) = ([], [], 0);
                }

                if (known[group.Key] is { } before)
                {
                    var counter = Correct(before.Counter, some, isLast: left == 0);
                    moved.Add((actions.Count, group.Key, counter));
                    actions.Add(Write(counter, before));
                    weight += counter.Learners.Length;
                }

                actions.AddRange(some.Select(Without));
            }
        }

        await SubmitAsync();

        async Task SubmitAsync()
        {
            if (actions.Count == 0)
                return;
            var answers = (await table.SubmitTransactionAsync(actions, cancellationToken)).Value;

            // More of the same counter than a transaction holds goes on from the counter as this one left it.
            foreach (var (at, key, counter) in moved)
                known[key] = new VersionedCounter(counter, answers[at].Headers.ETag ?? default);
        }
    }

    private Counter Correct(Counter counter, TableEntity[] gone, bool isLast)
    {
        foreach (var fact in gone.Where(fact => !IsShared(fact)))
            counter = counter.WithoutFact(fact.GetInt32("Minutes"), fact.GetInt32("Rating"));
        return isLast ? counter.WithoutLearners(prefixes) : counter;
    }

    private TableTransactionAction Write(Counter counter, VersionedCounter before) => new(
        counter.Events == 0 ? TableTransactionActionType.Delete : TableTransactionActionType.UpdateReplace,
        CounterRow.From(partition, counter),
        before.ETag);

    // What several did together stays what the others did; it was one event and is one.
    private bool IsShared(TableEntity fact) => FactRow.Learners(fact).Any(other => !learner.Contains(other));

    private TableTransactionAction Without(TableEntity fact) => IsShared(fact)
        ? new TableTransactionAction(
            TableTransactionActionType.UpdateReplace,
            FactRow.With(fact, FactRow.Learners(fact).Where(other => !learner.Contains(other))),
            fact.ETag)
        : Delete(fact);

    private static TableTransactionAction Delete(TableEntity row) =>
        new(TableTransactionActionType.Delete, row, row.ETag);
}
