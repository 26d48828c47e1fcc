using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// Once a night everything ahead is held against the calendar: what differs is repaired and noted in the ledger, and
/// what was given up for a reason that may have passed is tried once more.
/// </summary>
public sealed class Reconciliation(
    CalendarPull pull,
    FollowedMailboxes followed,
    ActivityTable catalogue,
    InvitationTable invitations,
    MeetingGuard meetings,
    SpeakerRetention speakers,
    PullStateStore store,
    CalendarPullQueue pulls,
    CalendarSyncQueue syncs,
    LondonClock clock)
{
    private const int FirstHour = 2;
    private const int LastHour = 5;

    /// <summary>Asks for tonight's reconciliation, if it is night and nobody has.</summary>
    public async Task AskAtNightAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now.InZone(LondonClock.London);
        if (now.Hour is < FirstHour or > LastHour || await store.LastNightAsync(cancellationToken) >= now.Date)
            return;
        await pulls.SendAsync(CalendarPullQueue.Whole, cancellationToken);
        await store.SaveNightAsync(now.Date, cancellationToken);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await speakers.ForgetAsync(cancellationToken);
        var mailboxes = await followed.AllAsync(null, cancellationToken);
        var failed = new Dictionary<Mailbox, Exception>();
        foreach (var mailbox in mailboxes)
        {
            var failure = await FollowedMailboxes.TryAsync(
                () => pull.RunAsync(mailbox, whole: true, cancellationToken), cancellationToken);
            if (failure is not null)
                failed[mailbox] = failure;
        }

        // What could not be looked at is left for the next time; where nothing could be, all of it is.
        if (failed.Count < mailboxes.Count)
        {
            foreach (var activity in await catalogue.AheadAsync(cancellationToken))
                await ReconcileAsync(activity, failed.Keys, mailboxes, cancellationToken);
        }

        FollowedMailboxes.Throw([.. failed.Values]);
    }

    private async Task ReconcileAsync(
        Activity activity,
        IReadOnlyCollection<Mailbox> failed,
        IReadOnlyList<Mailbox> mailboxes,
        CancellationToken cancellationToken)
    {
        foreach (var invitation in await invitations.ReadAsync(activity.Id, cancellationToken))
        {
            if (invitation.Mailbox is { } mailbox)
            {
                if (failed.Contains(mailbox))
                    continue;

                // Taken off the list before it was ever followed: from now on it is.
                if (!mailboxes.Contains(mailbox))
                    await store.SaveAsync(new PullState(mailbox), cancellationToken);
                if (invitation is { Key: { Part: "", Shard: 0 }, HasEvent: true, JoinUrl: { } join } && !activity.IsCancelled)
                    await meetings.VerifyAsync(activity, mailbox, join, cancellationToken);
            }

            // Version 0 was never tried: whatever was refused is offered again. A conflict means that somebody is
            // at it anyway.
            if (invitation is { Intent: InvitationStep.None } and ({ IsStuck: true } or { Refused.Count: > 0 }))
                await invitations.SaveAsync(invitation with { IsStuck = false, TriedVersion = 0 }, cancellationToken);
            else if (invitation is { Intent: InvitationStep.None, IsMailboxAssumed: true })
                await invitations.SaveAsync(invitation, cancellationToken);
        }

        await syncs.SendAsync(activity.Id, TimeSpan.Zero, cancellationToken);
    }
}
