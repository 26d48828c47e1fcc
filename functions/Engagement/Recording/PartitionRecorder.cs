using System.Runtime.InteropServices;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Records the facts of one delivery in one partition: each with its counter and the delivery's progress in one entity group
/// transaction, so that whatever stops in the middle, the next attempt goes on behind the last transaction.
/// </summary>
internal sealed class PartitionRecorder(
    TableClient table,
    PartitionCounters counters,
    IReadOnlyList<Fact> facts,
    Func<FactObject, FactObject> nameOf,
    Func<Fact, Task> keepConflict,
    TimeProvider time)
{
    private const int MaxAttempts = 12;
    private const int ReadsAtOnce = 8;

    // What the table is known to hold: the content of a fact by its key, null when it is not there.
    private readonly Dictionary<string, string?> contents = new(StringComparer.Ordinal);

    // Index rows of an earlier recording of the same message, whose facts were erased since, keep their names.
    private int edition;

    private readonly Dictionary<(LocalDate Date, FactObject About, FactVerb Verb), string> counterKeys = [];

    public async Task<DeliveryRow> RecordAsync(DeliveryRow delivery, CancellationToken cancellationToken)
    {
        var wasDone = false;
        for (var attempt = 1; !delivery.IsDone; attempt++)
        {
            var transaction = await ComposeAsync(delivery, cancellationToken);
            if (transaction.Count == 0 && delivery.Settled < facts.Count)
                throw new InvalidOperationException("A fact is too large for a transaction of its own.");
            var next = delivery with
            {
                Settled = delivery.Settled + transaction.Count,
                IsDone = delivery.Settled + transaction.Count == facts.Count,
                Tally = delivery.Tally + transaction.Tally,
            };

            // A visible dead letter first: a crash in between writes it again, never loses it.
            foreach (var conflict in transaction.Conflicts)
                await keepConflict(conflict);
            try
            {
                var answers = await CommitAsync(transaction.ToActions(next, edition), cancellationToken);
                Remember(transaction, answers);
                (delivery, attempt) = (next with { ETag = answers[0].Headers.ETag ?? default }, 0);
            }
            catch (TableTransactionFailedException overtaken) when (overtaken.Status is 404 or 409 or 412 && attempt < MaxAttempts)
            {
                delivery = await FindObstacleAsync(
                    delivery, transaction, overtaken.FailedTransactionActionIndex, cancellationToken);
                wasDone = delivery.IsDone;
                if (!transaction.IsFact(overtaken.FailedTransactionActionIndex) && attempt > 1)
                    await Task.Delay(
                        TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << Math.Min(attempt, 5))), time, cancellationToken);
            }
        }

        if (wasDone && delivery.Tally.Conflicting > 0)
            await KeepConflictsAgainAsync(cancellationToken);
        return delivery;
    }

    private async Task<IReadOnlyList<Response>> CommitAsync(
        IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Source.StartActivity("commit Engagement");
        span?.SetTag("db.collection.name", nameof(StorageTable.Engagement)).SetTag("db.operation.batch.size", actions.Count);
        return (await table.SubmitTransactionAsync(actions, cancellationToken)).Value;
    }

    private async Task<EntityGroupTransaction> ComposeAsync(DeliveryRow delivery, CancellationToken cancellationToken)
    {
        var transaction = new EntityGroupTransaction(counters.PartitionKey);
        foreach (var fact in facts.Skip(delivery.Settled))
        {
            if (fact.Voids is { } voided)
            {
                if (transaction.Count == 0)
                    await AddVoidAsync(transaction, voided, delivery, cancellationToken);
                break;
            }

            var content = fact.ContentHash();
            if (nameOf(fact.Object).IsNameless)
            {
                transaction.AddNameless();
            }
            else if ((transaction.ContentOf(fact.Key) ?? contents.GetValueOrDefault(fact.Key)) is { } there)
            {
                if (there == content || there == FactRow.VoidedContent)
                    transaction.AddRepeated();
                else
                    transaction.AddConflict(fact);
            }
            else if (!await TryAddAsync(transaction, fact, content, cancellationToken))
            {
                break;
            }
        }

        return transaction;
    }

    /// <summary>
    /// A fact is looked for in each year that it may belong to; the year of arrival is the one that says what came of
    /// it.
    /// </summary>
    private async Task AddVoidAsync(
        EntityGroupTransaction transaction, string voided, DeliveryRow delivery, CancellationToken cancellationToken)
    {
        var rows = await new VoidedFact(table, counters.PartitionKey).ComposeAsync(
            voided, delivery.Delivery.At, cancellationToken);
        transaction.AddVoid(rows, delivery.IsPart ? default : rows.Count > 0 ? new Tally(1, 0, 0) : new Tally(0, 1, 0));
    }

    private void Remember(EntityGroupTransaction transaction, IReadOnlyList<Response> answers)
    {
        if (transaction.HasVoid)
            counters.Clear();
        transaction.KeepCounters(counters, answers);
    }

    private async Task<bool> TryAddAsync(
        EntityGroupTransaction transaction, Fact fact, string content, CancellationToken cancellationToken)
    {
        var named = nameOf(fact.Object);
        var date = LondonClock.DateOf(fact.At);

        // To enrol for one of our own activities is to enter it.
        var verb = fact.Verb == FactVerb.Enrolled && named.Kind == ObjectKind.Activity ? FactVerb.Entered : fact.Verb;
        var counterKey = CounterKey(date, named, verb);
        var day = await counters.GetDayAsync(table, date, cancellationToken);
        var before = day.TryGetValue(counterKey, out var remembered)
            ? remembered
            : new VersionedCounter(new Counter(date, named.Kind, named.Name, verb), default);
        var rows = 2 + (fact.Enrolment is null ? 0 : fact.Learners.Count);
        if (!transaction.HasRoomFor(rows, fact, before.Counter.Learners.Length))
            return false;

        var prefixes = fact.Learners.Count == 1
            ? [fact.Learners[0].Prefix]
            : LearnerSet.From(fact.Learners.Select(learner => learner.Prefix));
        transaction.AddNew(
            fact, content, FactRow.From(counters.PartitionKey, fact, content, counterKey), counterKey, before, prefixes);
        await LearnerRows.AddAsync(transaction, table, counters.PartitionKey, fact, cancellationToken);
        return true;
    }

    // An address is hashed for its key; a delivery is mostly about few things.
    private string CounterKey(LocalDate date, FactObject about, FactVerb verb)
    {
        ref var key = ref CollectionsMarshal.GetValueRefOrAddDefault(counterKeys, (date, about, verb), out _);
        return key ??= EngagementKey.Counter(date, about.Kind, about.Name, verb);
    }

    /// <summary>Finds out what stood in the way of a transaction.</summary>
    private async Task<DeliveryRow> FindObstacleAsync(
        DeliveryRow delivery, EntityGroupTransaction transaction, int? failed, CancellationToken cancellationToken)
    {
        if (transaction.IsFact(failed))
        {
            // Where one is known the others mostly are: the call was repeated.
            await ReadFactsAsync(transaction.NewKeys, cancellationToken);
            return delivery;
        }

        counters.Clear();
        edition += transaction.IsIndex(failed) ? 1 : 0;
        if (failed is > 0)
            return delivery;
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            delivery.Partition, delivery.RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? delivery.WithProgress(row.Value!) : delivery with { ETag = default };
    }

    private async Task ReadFactsAsync(IEnumerable<string> rowKeys, CancellationToken cancellationToken)
    {
        var someAtOnce = new ParallelOptions
        {
            MaxDegreeOfParallelism = ReadsAtOnce,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(rowKeys, someAtOnce, async (rowKey, token) =>
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                counters.PartitionKey, rowKey, ["Content"], token);
            lock (contents)
                contents[rowKey[2..]] = row.HasValue ? FactRow.Content(row.Value!) : null;
        });
    }

    private bool IsInConflict(Fact fact) =>
        fact.Voids is null
            && contents[fact.Key] is { } there
            && there != FactRow.VoidedContent
            && there != fact.ContentHash();

    /// <summary>
    /// A replayed delivery whose conflicts are still there stays visible: its letter was taken away for the replay.
    /// </summary>
    private async Task KeepConflictsAgainAsync(CancellationToken cancellationToken)
    {
        await ReadFactsAsync(facts.Select(fact => EngagementKey.Fact(fact.Key)), cancellationToken);
        foreach (var fact in facts.Where(IsInConflict))
            await keepConflict(fact);
    }
}
