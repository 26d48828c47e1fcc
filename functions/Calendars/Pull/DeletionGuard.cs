using Microsoft.Extensions.Logging;
using Pathway.Functions.Activities;
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

        // What waits for a person goes on waiting, whatever this round saw.
        var waiting = pending.Except(context.Found).Where(ahead.Contains).ToList();
        var deleted = context.Deleted.Except(waiting).Except(context.Found).Where(ahead.Contains)
            .OrderBy(id => id.ToString(), StringComparer.Ordinal).ToList();
        if (deleted.Count == 0)
            return waiting;
        if (context.IsDoubtful || IsMassacre(waiting.Count + deleted.Count, ahead.Count))
        {
            foreach (var activity in deleted)
                await catalogue.MarkMissingAsync(activity, isMissing: true, cancellationToken);
            Log.Stopped(logger, waiting.Count + deleted.Count, ahead.Count);
            return [.. waiting.Concat(deleted).OrderBy(id => id.ToString(), StringComparer.Ordinal)];
        }

        foreach (var activity in deleted)
            await catalogue.CancelAsync(activity, Precondition.None, cancellationToken);
        return waiting;
    }

    /// <summary>A person confirms: the activities are cancelled.</summary>
    public async Task<IReadOnlyList<ActivityId>> ConfirmAsync(CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        foreach (var activity in state.Pending)
            await catalogue.CancelAsync(activity, Precondition.None, cancellationToken);
        await store.SaveAsync(state with { Pending = [] }, cancellationToken);
        return state.Pending;
    }

    /// <summary>It was an accident: the events are moved back, or where Exchange does not let them be, made again.</summary>
    /// <param name="anew">Make them again in any case, so that everybody is invited anew.</param>
    public async Task<IReadOnlyList<ActivityId>> RestoreAsync(bool anew, CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(cancellationToken);
        foreach (var id in state.Pending)
        {
            var activity = await catalogue.FindAsync(id, cancellationToken);
            foreach (var invitation in await invitations.ReadAsync(id, cancellationToken))
            {
                if (invitation.IsMissing)
                    await invitations.SaveAsync(
                        anew ? invitation.WithoutEvent() : await recovery.RecoverAsync(invitation, activity, cancellationToken),
                        cancellationToken);
            }

            if (activity is not null)
                await catalogue.MarkAsync(activity, time.GetUtcNow(), isMissing: false, cancellationToken);
            await syncs.SendAsync(id, TimeSpan.Zero, cancellationToken);
        }

        await store.SaveAsync(state with { Pending = [] }, cancellationToken);
        return state.Pending;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error, EventName = "CancellationsStopped",
            Message = "{Deleted} of {Ahead} activities ahead were deleted in Outlook: none is cancelled before the programme manager confirms")]
        public static partial void Stopped(ILogger logger, int deleted, int ahead);
    }
}
