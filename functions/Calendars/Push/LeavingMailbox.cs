using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Push;

/// <summary>
/// A mailbox that was taken off the list gets nothing new. What it sent stays there and is looked after until it is over;
/// then the mailbox is forgotten.
/// </summary>
public sealed class LeavingMailbox(
    Mailboxes mailboxes,
    PullStateStore store,
    ActivityTable catalogue,
    InvitationTable invitations,
    CalendarSubscription subscription,
    TimeProvider time)
{
    /// <summary>Whether nobody need follow the mailbox any more.</summary>
    public async Task<bool> IsDoneAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        if (mailboxes.Has(mailbox))
            return false;
        var ends = await EndsAsync(mailbox, cancellationToken);
        if (ends.Count > 0)
        {
            var state = await store.ReadAsync(mailbox, cancellationToken);
            await store.SaveAsync(
                state with { EventsLeft = ends.Count, LeftUntil = ends.Max().ToDateTimeOffset() }, cancellationToken);
            return false;
        }

        await subscription.EndAsync(mailbox, cancellationToken);
        await store.ForgetAsync(mailbox, cancellationToken);
        return true;
    }

    /// <summary>When each of its events ahead is over.</summary>
    private async Task<IReadOnlyList<Instant>> EndsAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var ends = new List<Instant>();
        foreach (var activity in await catalogue.AllAsync(cancellationToken))
        {
            if (!activity.IsAhead(now))
                continue;
            var its = (await invitations.ReadAsync(activity.Id, cancellationToken)).Where(invitation => invitation.Mailbox == mailbox);
            ends.AddRange(
                its.Where(invitation => invitation.EventId is not null || invitation.Intent != InvitationStep.None)
                    .Select(invitation => invitation.Details?.EndsAt ?? activity.Definition.EndsAt)
                    .Where(end => end > now));
        }

        return ends;
    }
}
