using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// Records the facts of one delivery in one partition: each with its counter and the delivery's progress in one entity group
/// transaction, so that whatever stops in the middle, the next attempt goes on behind the last transaction.
/// </summary>
internal sealed class PartitionRecorder(TableClient table, CachedPartition memory, IReadOnlyList<Fact> facts, Func<FactObject, FactObject> nameOf, Func<Fact, Task> refuse, TimeProvider time)
{
    private const int MaxAttempts = 12;

    // What the table is known to hold: the content of a fact by its key, null when it is not there.
    private readonly Dictionary<string, string?> known = new(StringComparer.Ordinal);

    public async Task<DeliveryLine> RunAsync(DeliveryLine line, CancellationToken cancellationToken)
    {
        var wasDone = false;
        for (var attempt = 1; !line.IsDone; attempt++)
        {
            var plan = await PlanAsync(line, cancellationToken);
            if (plan.Count == 0 && line.Settled < facts.Count)
                throw new InvalidOperationException("A fact is too large for a transaction of its own.");
            var next = line with
            {
                Settled = line.Settled + plan.Count,
                IsDone = line.Settled + plan.Count == facts.Count,
                Tally = line.Tally + plan.Tally,
            };

            // A visible dead letter first: a crash in between writes it again, never loses it.
            foreach (var conflict in plan.Conflicts)
                await refuse(conflict);
            try
            {
                var answers = (await table.SubmitTransactionAsync(plan.Actions(next), cancellationToken)).Value;
                plan.Remember(memory, answers);
                (line, attempt) = (next with { ETag = answers[0].Headers.ETag ?? default }, 0);
            }
            catch (TableTransactionFailedException overtaken) when (overtaken.Status is 404 or 409 or 412 && attempt < MaxAttempts)
            {
                line = await LearnAsync(line, plan, overtaken.FailedTransactionActionIndex, cancellationToken);
                wasDone = line.IsDone;
                if (!plan.IsFact(overtaken.FailedTransactionActionIndex) && attempt > 1)
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << Math.Min(attempt, 5))), time, cancellationToken);
            }
        }

        if (wasDone && line.Tally.Conflicting > 0)
            await RefuseAgainAsync(cancellationToken);
        return line;
    }

    private async Task<EntityGroupTransaction> PlanAsync(DeliveryLine line, CancellationToken cancellationToken)
    {
        var plan = new EntityGroupTransaction(memory.Key);
        foreach (var fact in facts.Skip(line.Settled))
        {
            var content = fact.ContentHash();
            if ((plan.ContentOf(fact.Key) ?? known.GetValueOrDefault(fact.Key)) is { } there)
            {
                if (there == content)
                    plan.AddRepeated();
                else
                    plan.AddConflict(fact);
            }
            else if (!await TryAddAsync(plan, fact, content, cancellationToken))
            {
                break;
            }
        }

        return plan;
    }

    private async Task<bool> TryAddAsync(EntityGroupTransaction plan, Fact fact, string content, CancellationToken cancellationToken)
    {
        var named = nameOf(fact.Object);
        var date = LondonClock.DateOf(Instant.FromDateTimeOffset(fact.At));

        // To enrol for one of our own activities is to enter it.
        var verb = fact.Verb == FactVerb.Enrolled && named.Kind == ObjectKind.Activity ? FactVerb.Entered : fact.Verb;
        var counterKey = EngagementKey.Counter(date, named.Kind, named.Name, verb);
        var day = await memory.DayAsync(table, date, cancellationToken);
        var before = day.TryGetValue(counterKey, out var remembered) ? remembered : new CachedCounter(new Counter(date, named.Kind, named.Name, verb), default);
        var rows = 2 + (fact.Enrolment is null ? 0 : fact.Learners.Count);
        if (!plan.HasRoom(rows, before.Counter.Learners.Length))
            return false;

        var prefixes = fact.Learners.Count == 1 ? [fact.Learners[0].Prefix] : LearnerSet.Of(fact.Learners.Select(learner => learner.Prefix));
        plan.AddNew(fact, content, FactRow.Of(memory.Key, fact, content, counterKey), counterKey, before, prefixes);
        await LearnerRows.AddAsync(plan, table, memory.Key, fact, cancellationToken);
        return true;
    }

    /// <summary>Finds out what stood in the way of a transaction.</summary>
    private async Task<DeliveryLine> LearnAsync(DeliveryLine line, EntityGroupTransaction plan, int? failed, CancellationToken cancellationToken)
    {
        if (plan.IsFact(failed))
        {
            // Where one is known the others mostly are: the call was repeated.
            await ReadFactsAsync(plan.NewKeys, cancellationToken);
            return line;
        }

        memory.Forget();
        if (failed is > 0)
            return line;
        var row = await table.GetEntityIfExistsAsync<TableEntity>(line.Partition, line.RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? line.Continue(row.Value!) : line with { ETag = default };
    }

    private Task ReadFactsAsync(IEnumerable<string> rowKeys, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(rowKeys, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (rowKey, token) =>
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(memory.Key, rowKey, ["Content"], token);
            lock (known)
                known[rowKey[2..]] = row.HasValue ? FactRow.Content(row.Value!) : null;
        });

    /// <summary>A replayed delivery whose conflicts are still there stays visible: its letter was taken away for the replay.</summary>
    private async Task RefuseAgainAsync(CancellationToken cancellationToken)
    {
        await ReadFactsAsync(facts.Select(fact => EngagementKey.Fact(fact.Key)), cancellationToken);
        foreach (var fact in facts.Where(fact => known[fact.Key] is { } there && there != fact.ContentHash()))
            await refuse(fact);
    }
}
