using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using NodaTime;
using Pathway.Functions.Audit;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Activities;

/// <summary>
/// The activities of the programme. A change is written with its dirty mark first and then asked for at the calendar;
/// a crash in between leaves the mark, and the sweep asks again.
/// </summary>
public sealed partial class ActivityTable(
    PathwayStorage storage, CalendarSyncQueue sync, TimeProvider time, ILogger<ActivityTable> logger)
{
    private readonly TableClient table = storage.Table(StorageTable.Activities);
    private long edition;

    /// <summary>Rises with each change made through this instance, so that what was read before is known to be old.</summary>
    public long Edition => Interlocked.Read(ref edition);

    /// <summary>The activity, also one that was cancelled; null if there never was one.</summary>
    public async Task<Activity?> FindAsync(ActivityId id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            ActivityRow.Partition, id.ToString(), cancellationToken: cancellationToken);
        return row.HasValue ? ActivityRow.Read(row.Value!) : null;
    }

    /// <summary>Every activity by id, cancelled and past ones included. What cannot be read is logged and left out.</summary>
    public async Task<IReadOnlyList<Activity>> AllAsync(CancellationToken cancellationToken)
    {
        var activities = new List<Activity>();
        var all = TableClient.CreateQueryFilter($"PartitionKey eq {ActivityRow.Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(all, cancellationToken: cancellationToken))
        {
            try
            {
                activities.Add(ActivityRow.Read(row));
            }
            catch (FormatException fault)
            {
                Log.Unreadable(logger, row.RowKey, fault);
            }
        }

        return activities;
    }

    /// <summary>Those of which some part still lies ahead, cancelled ones included.</summary>
    public async Task<IReadOnlyList<Activity>> AheadAsync(CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return [.. (await AllAsync(cancellationToken)).Where(activity => activity.IsAhead(now))];
    }

    /// <summary>Creates, changes or brings back an activity. <paramref name="precondition"/> is about its version.</summary>
    public async Task<(ActivityChange Change, Activity? Activity)> PutAsync(
        ActivityId id, ActivityDefinition definition, Precondition precondition, CancellationToken cancellationToken)
    {
        Activity? sent = null;
        while (true)
        {
            var current = await FindAsync(id, cancellationToken);
            var next = Next(id, definition, current);

            // A write whose answer was lost comes back as a conflict with itself.
            if (sent is not null && next is null && current!.Version == sent.Version)
                return await AskAsync(
                    sent.Version == 1 ? ActivityChange.Created : ActivityChange.Updated, current, cancellationToken);
            if (!precondition.Holds(current?.Version))
                return (ActivityChange.ChangedSince, current);
            if (next is null)
                return (ActivityChange.Unchanged, current);

            sent = next;
            Note(current, sent);
            if (await WriteAsync(sent, cancellationToken))
                return await AskAsync(Written(current), sent, cancellationToken);
        }
    }

    /// <summary>
    /// Creates or changes up to 100 activities in one transaction, or with <paramref name="dryRun"/> only says what
    /// would become of each.
    /// </summary>
    public async Task<IReadOnlyDictionary<ActivityId, ActivityChange>> PutAllAsync(
        IReadOnlyDictionary<ActivityId, ActivityDefinition> definitions, bool dryRun, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<ActivityId, ActivityChange>();
        while (true)
        {
            var current = (await AllAsync(cancellationToken)).ToDictionary(activity => activity.Id);
            var writes = new List<TableTransactionAction>();
            foreach (var (id, definition) in definitions)
            {
                var before = current.GetValueOrDefault(id);
                var next = Next(id, definition, before);
                if (next is not null && !dryRun)
                    Note(before, next);
                if (next is not null)
                    writes.Add(new TableTransactionAction(
                        before is null ? TableTransactionActionType.Add : TableTransactionActionType.UpdateReplace,
                        ActivityRow.From(next),
                        next.ETag));

                // What a lost answer makes look unchanged was changed by this very call.
                var change = next is null ? ActivityChange.Unchanged : Written(before);
                if (change != ActivityChange.Unchanged || !changes.ContainsKey(id))
                    changes[id] = change;
            }

            if (dryRun || writes.Count == 0 || await CommitAsync(writes, cancellationToken))
                break;
        }

        foreach (var (id, change) in changes)
        {
            if (!dryRun && change != ActivityChange.Unchanged)
                await sync.SendOrLeaveToSweepAsync(id, cancellationToken);
        }

        return changes;
    }

    /// <summary>Cancels an activity without a word of why.</summary>
    public Task<(ActivityChange Change, Activity? Activity)> CancelAsync(
        ActivityId id, Precondition precondition, CancellationToken cancellationToken) =>
        CancelAsync(id, precondition, "", cancellationToken);

    /// <summary>Cancels an activity; once more changes nothing, its reason neither.</summary>
    /// <param name="reason">As <see cref="CancelReason"/> reads it.</param>
    public async Task<(ActivityChange Change, Activity? Activity)> CancelAsync(
        ActivityId id, Precondition precondition, string reason, CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = await FindAsync(id, cancellationToken);
            if (current is null)
                return (ActivityChange.Unknown, null);
            if (current.IsCancelled)
                return (ActivityChange.Unchanged, current);
            if (!precondition.Holds(current.Version))
                return (ActivityChange.ChangedSince, current);

            var now = time.GetUtcNow();
            var cancelled = current with
            {
                Version = current.Version + 1,
                CancelledAt = now,
                CancelReason = reason,
                ChangedAt = now,
                SyncDue = now,
            };
            Note(current, cancelled);
            if (await WriteAsync(cancelled, cancellationToken))
                return await AskAsync(ActivityChange.Updated, cancelled, cancellationToken);
        }
    }

    /// <summary>
    /// Moves the dirty mark of the state that <paramref name="activity"/> was read in: null when its invitations are
    /// in step, else when they are to be looked at again. False, and nothing written, when it changed since: the
    /// change stays marked.
    /// </summary>
    /// <param name="activity">As it was read.</param>
    /// <param name="due">The mark.</param>
    /// <param name="isMissing">Whether its event is missing from the calendar; null to leave what is known.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    public Task<bool> MarkAsync(
        Activity activity, DateTimeOffset? due, bool? isMissing, CancellationToken cancellationToken)
    {
        var marked = activity with { SyncDue = due, IsMissing = isMissing ?? activity.IsMissing };
        return marked == activity ? Task.FromResult(true) : WriteAsync(marked, cancellationToken);
    }

    /// <summary>
    /// The activity as a change would leave it, not written; <paramref name="definition"/> is null for a cancellation.
    /// Null where there is nothing to cancel.
    /// </summary>
    internal static Activity? Preview(ActivityId id, ActivityDefinition? definition, Activity? current)
    {
        if (definition is null)
            return current is { IsCancelled: false }
                ? current with { Version = current.Version + 1, CancelledAt = current.ChangedAt }
                : null;
        var keyed = Keyed(definition, current);
        return current is not null && Same(current, keyed)
            ? current
            : new Activity(id, keyed) { Version = (current?.Version ?? 0) + 1 };
    }

    /// <summary>Forgets its speakers' addresses; nothing else changes, its version neither.</summary>
    public Task<bool> ForgetAddressesAsync(Activity activity, CancellationToken cancellationToken)
    {
        var speakers = activity.Definition.Speakers.Select(speaker => speaker with { Email = "" });
        return WriteAsync(
            activity with { Definition = activity.Definition with { Speakers = [.. speakers] } }, cancellationToken);
    }

    /// <summary>Shows that its event is missing, or that it is there again.</summary>
    public async Task MarkMissingAsync(ActivityId id, bool isMissing, CancellationToken cancellationToken)
    {
        while (await FindAsync(id, cancellationToken) is { } activity)
        {
            if (await MarkAsync(activity, activity.SyncDue, isMissing, cancellationToken))
                return;
        }
    }

    private static void Note(Activity? before, Activity after) => AuditNotes.Changed(
        $"activity {after.Id}", before is null ? null : ActivityRow.Noted(before), ActivityRow.Noted(after));

    private static ActivityChange Written(Activity? before) =>
        before is { IsCancelled: false } ? ActivityChange.Updated : ActivityChange.Created;

    private async Task<(ActivityChange Change, Activity? Activity)> AskAsync(
        ActivityChange change, Activity activity, CancellationToken cancellationToken)
    {
        await sync.SendOrLeaveToSweepAsync(activity.Id, cancellationToken);
        return (change, activity);
    }

    /// <summary>The activity as <paramref name="definition"/> makes it, or null when it is so already.</summary>
    private Activity? Next(ActivityId id, ActivityDefinition definition, Activity? current)
    {
        var keyed = Keyed(definition, current);
        if (current is not null && Same(current, keyed))
            return null;
        var now = time.GetUtcNow();
        return new Activity(id, keyed)
        {
            Version = (current?.Version ?? 0) + 1,
            ChangedAt = now,
            SyncDue = now,
            ETag = current?.ETag ?? default,
        };
    }

    private static ActivityDefinition Keyed(ActivityDefinition definition, Activity? current) =>
        definition with { Milestones = MilestoneKeys.Assign(definition.Milestones, current?.Definition.Milestones ?? []) };

    private static bool Same(Activity current, ActivityDefinition definition) =>
        !current.IsCancelled
            && ActivityRow.Write(current.Definition).AsSpan().SequenceEqual(ActivityRow.Write(definition));

    private async Task<bool> WriteAsync(Activity activity, CancellationToken cancellationToken)
    {
        try
        {
            if (activity.ETag == default)
                await table.AddEntityAsync(ActivityRow.From(activity), cancellationToken);
            else
                await table.UpdateEntityAsync(
                    ActivityRow.From(activity), activity.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException stale) when (stale.Status is 409 or 412)
        {
            return false;
        }
        finally
        {
            // Also after a failure: an answer that was lost may have been a change.
            Interlocked.Increment(ref edition);
        }
    }

    private async Task<bool> CommitAsync(List<TableTransactionAction> writes, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(writes, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException stale) when (stale.Status is 409 or 412)
        {
            return false;
        }
        finally
        {
            Interlocked.Increment(ref edition);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            EventName = "ActivityUnreadable",
            Message = "The row of activity {Activity} cannot be read and is left out")]
        public static partial void Unreadable(ILogger logger, string activity, Exception fault);
    }
}
