using Microsoft.Extensions.Logging;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// A deletion in Outlook cancels the activity. Many at once are more likely an accident, a purged mailbox or a wrong rule: then
/// nothing is cancelled before a person says so.
/// </summary>
public sealed partial class DeletionGuard(
    ActivityTable catalogue,
    InvitationTable invitations,
    EventRecovery recovery,
    PullStateStore store,
    CalendarSyncQueue syncs,
    TimeProvider time,
    ILogger<DeletionGuard> logger)
{
    public const int MostAtOnce = 5;

    /// <summary>
    /// Whether so many are not believed: more than five, or more than a quarter of those ahead. One alone is always believed.
    /// </summary>
    public static bool IsMassacre(int deleted, int ahead) =>
        deleted > MostAtOnce || (deleted > 1 && deleted * 4 > ahead);

    /// <summary>Cancels what was deleted, or keeps it for a person: those are the answer.</summary>
    public async Task<IReadOnlyList<ActivityId>> DecideAsync(
        IReadOnlyList<ActivityId> pending, PullContext context, CancellationToken cancellationToken)
    {
        var ahead = context.Ahead.Select(activity => activity.Id).ToHashSet();

        // What waits for a person goes on waiting, whatever this round saw. But it may have been found again, or the person
        // may have decided, since the round began.
        var waiting = await MissingAsync(pending.Where(ahead.Contains), cancellationToken);
        var deleted = await MissingAsync(context.Deleted.Except(pending).Where(ahead.Contains), cancellationToken);
        await UnmarkAsync(context.Ahead.Where(activity => activity.IsMissing), cancellationToken);
        if (deleted.Count == 0)
            return waiting;
        var here = waiting.Count + deleted.Count > 1 ? await CountAsync(context, cancellationToken) : ahead.Count;
        if (context.IsDoubtful || IsMassacre(waiting.Count + deleted.Count, here))
        {
            foreach (var activity in deleted)
                await catalogue.MarkMissingAsync(activity, isMissing: true, cancellationToken);
            Log.Stopped(logger, waiting.Count + deleted.Count, here);
            return [.. waiting.Concat(deleted).OrderBy(id => id.ToString(), StringComparer.Ordinal)];
        }

        foreach (var activity in deleted)
            await catalogue.CancelAsync(activity, Precondition.None, cancellationToken);
        return waiting;
    }

    /// <summary>A person confirms: the activities are cancelled.</summary>
    public async Task<IReadOnlyList<ActivityId>> ConfirmAsync(CancellationToken cancellationToken)
    {
        var all = await store.AllAsync(cancellationToken);
        foreach (var state in all.Where(state => state.Pending.Count > 0))
        {
            foreach (var activity in state.Pending)
                await catalogue.CancelAsync(activity, Precondition.None, cancellationToken);
            await store.ChangePendingAsync(state.Mailbox, waiting => waiting.Except(state.Pending), cancellationToken);
        }

        return Pending(all);
    }

    /// <summary>It was an accident: the events are moved back, or where Exchange does not let them be, made again.</summary>
    /// <param name="anew">Make them again in any case, so that everybody is invited anew.</param>
    public async Task<IReadOnlyList<ActivityId>> RestoreAsync(bool anew, CancellationToken cancellationToken)
    {
        var all = await store.AllAsync(cancellationToken);
        foreach (var state in all.Where(state => state.Pending.Count > 0))
        {
            await RestoreAsync(state.Pending, anew, cancellationToken);
            await store.ChangePendingAsync(state.Mailbox, waiting => waiting.Except(state.Pending), cancellationToken);
        }

        return Pending(all);
    }

    private static IReadOnlyList<ActivityId> Pending(IEnumerable<PullState> states) =>
        [.. states.SelectMany(state => state.Pending).Distinct()];

    /// <summary>How many activities ahead have their event in the calendar: a purge of one mailbox is a purge.</summary>
    private async Task<int> CountAsync(PullContext context, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var activity in context.Ahead)
        {
            var first = await invitations.FindAsync(activity.Id, new InvitationKey("", 0), cancellationToken);
            count += first?.Mailbox == context.Mailbox ? 1 : 0;
        }

        return count;
    }

    private async Task RestoreAsync(IEnumerable<ActivityId> pending, bool anew, CancellationToken cancellationToken)
    {
        foreach (var id in pending)
        {
            foreach (var invitation in await invitations.ReadAsync(id, cancellationToken))
                await RestoreAsync(invitation, anew, cancellationToken);
            while (await catalogue.FindAsync(id, cancellationToken) is { } activity
                && !await catalogue.MarkAsync(activity, time.GetUtcNow(), isMissing: false, cancellationToken))
            {
                // A pull has written beside it: what it wrote is marked.
            }

            await syncs.SendAsync(id, TimeSpan.Zero, cancellationToken);
        }
    }

    private async Task RestoreAsync(Invitation invitation, bool anew, CancellationToken cancellationToken)
    {
        var missing = invitation;
        while (missing is { IsMissing: true })
        {
            var restored = anew
                ? missing.WithoutEvent()
                : await recovery.RecoverAsync(
                    missing, await catalogue.FindAsync(missing.Activity, cancellationToken), cancellationToken);
            if (await invitations.SaveAsync(restored, cancellationToken) is not null)
                return;
            missing = await invitations.FindAsync(invitation.Activity, invitation.Key, cancellationToken);
        }
    }

    /// <summary>Those whose event is missing as the ledger now says.</summary>
    private async Task<List<ActivityId>> MissingAsync(IEnumerable<ActivityId> activities, CancellationToken cancellationToken)
    {
        var missing = new List<ActivityId>();
        foreach (var id in activities.OrderBy(id => id.ToString(), StringComparer.Ordinal))
        {
            if (await invitations.FindAsync(id, new InvitationKey("", 0), cancellationToken) is { IsMissing: true })
                missing.Add(id);
        }

        return missing;
    }

    /// <summary>A pull that was slower than the person who decided has marked them once more.</summary>
    private async Task UnmarkAsync(IEnumerable<Activity> marked, CancellationToken cancellationToken)
    {
        var all = marked.Select(activity => activity.Id).ToList();
        foreach (var id in all.Except(await MissingAsync(all, cancellationToken)))
            await catalogue.MarkMissingAsync(id, isMissing: false, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            EventName = "CancellationsStopped",
            Message = "{Deleted} of {Ahead} activities ahead were deleted in Outlook: "
                + "none is cancelled before the programme manager confirms")]
        public static partial void Stopped(ILogger logger, int deleted, int ahead);
    }
}
