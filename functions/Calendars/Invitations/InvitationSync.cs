using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// Brings all invitations of one activity to what they should be. Running it twice, or twice at once, does it once.
/// </summary>
public sealed class InvitationSync(
    ActivityTable catalogue,
    InvitationTable invitations,
    GuestListReader guests,
    InvitationReconciler reconciler,
    FailureRuns runs,
    CalendarSyncQueue syncs,
    ResourceCatalogue resources,
    InvitationPlanner planner,
    MeetingGuard meetings,
    Mailboxes mailboxes,
    TimeProvider time)
{
    // The longest a queue message may be hidden is seven days.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(6);

    public async Task RunAsync(ActivityId id, CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(id, cancellationToken) is not { } activity)
            return;
        using var span = Telemetry.Source.StartActivity("sync activity");
        span?.SetTag("pathway.activity", id.ToString()).SetTag("pathway.activity.version", activity.Version);
        var (due, isMissing) = activity.Definition.Zone is null
            ? (await MarkUnknownZoneAsync(activity, cancellationToken), null)
            : await ReconcileAsync(activity, cancellationToken);

        // First the mark, then the message: between the two, the sweep still finds the mark. Where the mark says so
        // already, there is a message too, and a second one would beget a third.
        var isMarked = await catalogue.MarkAsync(activity, due, isMissing, cancellationToken);
        if (due is null && activity.SyncDue is not null && isMarked)
            Instruments.SyncLag.Record(Math.Max(0, (time.GetUtcNow() - activity.SyncDue.Value).TotalSeconds));
        if (due is { } at && activity.SyncDue != due)
            await syncs.SendAsync(id, Delay(at), cancellationToken);
    }

    private async Task<(DateTimeOffset? Due, bool? IsMissing)> ReconcileAsync(
        Activity activity, CancellationToken cancellationToken)
    {
        var known = await invitations.ReadAsync(activity.Id, cancellationToken);
        var list = await guests.ReadAsync(cancellationToken);
        var titles = await resources.TitlesAsync(activity.Definition.Resources, cancellationToken);
        var reconciled = new Dictionary<InvitationKey, Invitation>();
        DateTimeOffset? due = null;
        foreach (var plan in planner.Plan(activity, list, known, titles))
        {
            var before = known.FirstOrDefault(invitation => invitation.Key == plan.Key);
            if (IsOver(plan, before))
                continue;
            var owner = plan.Key is { Part: "", Shard: > 0 } && activity.Definition.Online
                ? reconciled.GetValueOrDefault(new("", 0))
                : null;
            if (owner is { JoinUrl: null, GaveUpOnLink: false })
                continue; // Comes after the first shard has its link; that one says when.
            var linked = owner?.JoinUrl is { } link && plan.Wanted is not null
                ? plan with { Wanted = plan.Wanted.Carrying(link) }
                : plan;
            var now = await reconciler.ReconcileAsync(before, linked, cancellationToken);
            reconciled[plan.Key] = now;
            if (now.ETag != before?.ETag)
                await ReportAsync(now, cancellationToken);
            due = Earlier(due, now.ComesAgain);
        }

        var first = reconciled.GetValueOrDefault(new("", 0));
        if (first is { HasEvent: true, JoinUrl: { } join, Mailbox: { } mailbox } && !activity.IsCancelled)
            due = Earlier(due, await meetings.SecureAsync(activity, mailbox, join, cancellationToken));
        return (due, first?.IsMissing);
    }

    /// <summary>Health tells of failures that do not end.</summary>
    private Task ReportAsync(Invitation invitation, CancellationToken cancellationToken) =>
        !invitation.AwaitsLink && invitation is { Failures: > 0, NextTry: not null, LastError: { } reason }
            ? runs.FailedAsync(FailureRuns.Sync, invitation.Mailbox ?? mailboxes.First, reason, cancellationToken)
            : runs.SucceededAsync(FailureRuns.Sync, invitation.Mailbox ?? mailboxes.First, cancellationToken);

    /// <summary>What lies behind is left as it was.</summary>
    private bool IsOver(InvitationPlan plan, Invitation? before)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (plan.Wanted is { } wanted)
            return wanted.EndsAt <= now;
        return before?.Details is { } details && details.EndsAt <= now;
    }

    private async Task<DateTimeOffset?> MarkUnknownZoneAsync(Activity activity, CancellationToken cancellationToken)
    {
        var key = new InvitationKey("", 0);
        var reason = $"The time zone {activity.Definition.TimeZone} is not known.";
        var invitation = await invitations.FindAsync(activity.Id, key, cancellationToken)
            ?? new Invitation(activity.Id, key);
        if (invitation.LastError != reason)
            await invitations.SaveAsync(
                invitation with { IsStuck = true, LastError = reason, TriedVersion = activity.Version }, cancellationToken);
        return null;
    }

    private TimeSpan Delay(DateTimeOffset due)
    {
        var delay = due - time.GetUtcNow();
        return delay < TimeSpan.FromSeconds(1) ? TimeSpan
            .FromSeconds(1) : delay > LongestDelay ? LongestDelay : TimeSpan
            .FromSeconds(
            Math.Ceiling(delay.TotalSeconds));
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;
}
