using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Learners;

/// <summary>
/// Takes one learner out of one partition. Each fact goes in the transaction that corrects its counter; the index goes after the
/// facts it finds, so that whatever stops in the middle, the next call finds the rest. Once more over nothing does nothing.
/// </summary>
internal sealed class LearnerRemoval(TableClient table, string partition, IReadOnlySet<LearnerRef> learner, TimeProvider time)
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
                var found = await LearnerFacts.ReadAsync(table, partition, learner, cancellationToken);
                facts.UnionWith(found.Facts.Select(fact => fact.RowKey));
                counters.UnionWith(found.Facts.Select(FactRow.Counter));
                await RemoveFactsAsync(found.Facts, cancellationToken);
                await SubmitAsync([.. found.Index.Select(Without), .. found.Enrolments.Select(Delete)], cancellationToken);
                return (facts.Count, counters.Count);
            }
            catch (TableTransactionFailedException overtaken) when (overtaken.Status is 404 or 409 or 412 && attempt < MaxAttempts)
            {
                // A delivery that moved the same counter, or our own transaction whose answer was lost: what is there now decides.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << Math.Min(attempt, 5))), time, cancellationToken);
            }
        }
    }

    private async Task RemoveFactsAsync(IReadOnlyList<TableEntity> found, CancellationToken cancellationToken)
    {
        var (actions, weight) = (new List<TableTransactionAction>(), 0);
        foreach (var group in found.GroupBy(FactRow.Counter, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var left = group.Count();
            foreach (var some in group.Chunk(MaxRows - 1))
            {
                left -= some.Length;
                if (actions.Count + some.Length + 1 > MaxRows || weight > MaxLearners)
                {
                    await SubmitAsync(actions, cancellationToken);
                    (actions, weight) = ([], 0);
                }

                var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, group.Key, cancellationToken: cancellationToken);
                if (row.HasValue)
                {
                    var counter = CounterRow.Read(row.Value!);
                    weight += counter.Learners.Length;
                    actions.Add(Correct(counter, row.Value!.ETag, some, isLast: left == 0));
                }

                actions.AddRange(some.Select(Without));
            }
        }

        await SubmitAsync(actions, cancellationToken);
    }

    private TableTransactionAction Correct(Counter counter, ETag etag, TableEntity[] gone, bool isLast)
    {
        foreach (var fact in gone.Where(fact => !IsShared(fact)))
            counter = counter.WithoutFact(fact.GetInt32("Minutes"), fact.GetInt32("Rating"));
        if (isLast)
            counter = counter.WithoutLearners(prefixes);
        return new TableTransactionAction(
            counter.Events == 0 ? TableTransactionActionType.Delete : TableTransactionActionType.UpdateReplace,
            CounterRow.From(partition, counter),
            etag);
    }

    // What several did together stays what the others did; it was one event and is one.
    private bool IsShared(TableEntity fact) => FactRow.Learners(fact).Any(other => !learner.Contains(other));

    private TableTransactionAction Without(TableEntity fact) => IsShared(fact)
        ? new TableTransactionAction(
            TableTransactionActionType.UpdateReplace,
            FactRow.With(fact, FactRow.Learners(fact).Where(other => !learner.Contains(other))),
            fact.ETag)
        : Delete(fact);

    private static TableTransactionAction Without((TableEntity Row, List<(ulong Prefix, string Key)> Kept) index) => index.Kept.Count == 0
        ? Delete(index.Row)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, LearnerIndex.With(index.Row, index.Kept), index.Row.ETag);

    private static TableTransactionAction Delete(TableEntity row) => new(TableTransactionActionType.Delete, row, row.ETag);

    private async Task SubmitAsync(IReadOnlyCollection<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        foreach (var some in actions.Chunk(MaxRows))
            await table.SubmitTransactionAsync(some, cancellationToken);
    }
}
