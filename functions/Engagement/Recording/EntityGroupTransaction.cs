using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// One entity group transaction in the making: the facts that are new, the counters they move, and what they say of
/// learners. The delivery's line goes first, so that a transaction carried out before is recognised before anything
/// else.
/// </summary>
internal sealed class EntityGroupTransaction(string partitionKey)
{
    /// <summary>What a transaction may hold, without the delivery's line.</summary>
    private const int MaxRows = 99;

    /// <summary>A transaction has 4 MiB; this leaves room for what the wire puts around it.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    private readonly List<TableEntity> facts = [];
    private readonly Dictionary<string, VersionedCounter> counters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (TableEntity Row, ETag Known)> learners = new(StringComparer.Ordinal);
    private readonly LearnerIndex index = new();
    private readonly Dictionary<string, string> contents = new(StringComparer.Ordinal);
    private readonly List<TableTransactionAction> voids = [];
    private int bytes;

    /// <summary>Facts settled by this transaction: new, repeated or in conflict.</summary>
    public int Count { get; private set; }

    public Tally Tally { get; private set; }

    public List<Fact> Conflicts { get; } = [];

    public bool HasVoid => voids.Count > 0;

    /// <summary>The row keys of the new facts, which may turn out to be there already.</summary>
    public IEnumerable<string> NewKeys => facts.Select(row => row.RowKey);

    public bool HasRoomFor(int rows, Fact fact, int learnersInCounter) =>
        facts.Count + counters.Count + learners.Count + index.CountWith(fact.Learners) + rows <= MaxRows
            && bytes + (learnersInCounter * 11) + (fact.Learners.Count * LearnerIndex.EntryBytes) < MaxBytes;

    /// <summary>The content of a fact with this key in this very transaction, or null.</summary>
    public string? ContentOf(string key) => contents.GetValueOrDefault(key);

    public void AddRepeated() => Settle(new Tally(0, 1, 0));

    /// <summary>A fact about a page of which nothing may be kept.</summary>
    public void AddNameless() => Settle(new Tally(0, 0, 0, 1));

    /// <summary>
    /// Takes a fact back. It stands alone in its transaction: what is left in the counter was read with no other fact
    /// in between.
    /// </summary>
    /// <param name="rows">The fact's row, its counter's and its index entries'; none when it was taken back before.</param>
    public void AddVoid(IReadOnlyList<TableTransactionAction> rows, Tally tally)
    {
        voids.AddRange(rows);
        Settle(tally);
    }

    public void AddConflict(Fact fact)
    {
        Conflicts.Add(fact);
        Settle(new Tally(0, 0, 1));
    }

    public void AddNew(
        Fact fact, string content, TableEntity row, string counterKey, VersionedCounter before, ulong[] prefixes)
    {
        facts.Add(row);
        contents[fact.Key] = content;
        index.Add(fact);
        var (counter, etag) = counters.TryGetValue(counterKey, out var moved) ? moved : before;
        counters[counterKey] = new VersionedCounter(
            counter with
            {
                Events = counter.Events + 1,
                Minutes = counter.Minutes + (fact.Minutes ?? 0),
                RatingSum = counter.RatingSum + (fact.Rating ?? 0),
                Ratings = counter.Ratings + (fact.Rating is null ? 0 : 1),
                Learners = LearnerSet.Union(counter.Learners, prefixes),
            },
            etag);
        bytes += 400 + (fact.Learners.Count * LearnerIndex.EntryBytes) + (moved.Counter is null ? counter.Learners.Length * 11 : 0);
        Settle(new Tally(1, 0, 0));
    }

    /// <summary>
    /// A learner's row as this transaction will write it, and its version in the table; null when it does not touch it.
    /// </summary>
    public (TableEntity Row, ETag Known)? LearnerRow(string rowKey) =>
        learners.TryGetValue(rowKey, out var row) ? row : null;

    /// <param name="known">Default when the table has no such row. The entity's own ETag cannot say so: it reads default back
    /// as an empty one.</param>
    public void SetLearnerRow(TableEntity row, ETag known) => learners[row.RowKey] = (row, known);

    /// <param name="delivery">The line as it will be.</param>
    /// <param name="edition">Above 0 where index rows of the same name are there already.</param>
    public IReadOnlyList<TableTransactionAction> ToActions(DeliveryRow delivery, int edition) =>
    [
        delivery.ToAction(),
        .. facts.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
        .. counters.Values.Select(known => Write(CounterRow.From(partitionKey, known.Counter), known.ETag)),
        .. learners.Values.Select(learner => Write(learner.Row, learner.Known)),
        .. voids,
        .. index.ToRows(partitionKey, delivery, edition)
            .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)),
    ];

    /// <summary>Whether the action at this index of <see cref="ToActions"/> adds to the learners' index.</summary>
    public bool IsIndex(int? action) => !HasVoid && action > facts.Count + counters.Count + learners.Count;

    /// <summary>Whether the action at this index of <see cref="ToActions"/> adds a fact.</summary>
    public bool IsFact(int? index) => index >= 1 && index <= facts.Count;

    /// <summary>Keeps the counters as they are now in the table.</summary>
    public void KeepCounters(PartitionCounters cache, IReadOnlyList<Response> answers)
    {
        var at = 1 + facts.Count;
        foreach (var (rowKey, known) in counters)
            cache.Set(rowKey, new VersionedCounter(known.Counter, answers[at++].Headers.ETag ?? default));
    }

    private static TableTransactionAction Write(TableEntity row, ETag etag) => etag == default
        ? new TableTransactionAction(TableTransactionActionType.Add, row)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, etag);

    private void Settle(Tally tally)
    {
        Tally += tally;
        Count++;
    }
}
