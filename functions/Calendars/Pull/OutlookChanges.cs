using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>Takes one change that Graph told of into the ledger and, where a person decided it, into the catalogue.</summary>
public sealed class OutlookChanges(
    InvitationTable invitations,
    ProgrammeCalendar calendar,
    OutlookVerdicts verdicts,
    Adoption adoption,
    SetAsideEvents setAside,
    AddressHash hash)
{
    public async Task ApplyAsync(CalendarChange change, PullContext context, CancellationToken cancellationToken)
    {
        context.Seen.Add(change.Id);
        if (change.Event is { IsOfSeries: true } day)
        {
            // Plain dates and changed ones look alike here: the series as a whole is looked at.
            context.Series.Add(day.SeriesId ?? "");
            context.Days.Add(day);
            return;
        }

        var known = await invitations.FindEventAsync(change.Id, cancellationToken);
        var invitation = known is var (id, key) ? await invitations.FindAsync(id, key, cancellationToken) : null;
        if (invitation?.EventId != change.Id)
        {
            // Nobody's; or long gone and another event in its place; or an adoption came no further than the index.
            context.HasLostDays |= change.Event is null;
            await ConsiderAsync(change, context, cancellationToken);
            return;
        }

        context.Series.Add(change.Id);
        if (context.Find(invitation.Activity) is not { } activity)
        {
            if (change.Event is { } unfinished && invitation.IsAdopted)
                await adoption.FinishAsync(invitation.Activity, unfinished, context, cancellationToken);
            return;
        }

        if (invitation.Intent == InvitationStep.None)
            await ApplyAsync(change, invitation, activity, context, cancellationToken);
        else if (invitation.Intent != InvitationStep.Cancel)
            context.IsUnsettled = true;
    }

    /// <summary>
    /// An event is not where it should be: it is gone, or only out of the window, which Graph tells in the same
    /// words. An event that was deleted may go on answering by its id; then it is not in the calendar's list.
    /// </summary>
    public async Task VerifyAbsentAsync(
        Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (invitation.IsMissing)
        {
            // A pull before this one found it, and did not get to say so.
            context.Deleted.Add(activity.Id);
            return;
        }

        if (await PlaceAsync(invitation, context, cancellationToken) is { } seen)
            await verdicts.EditedAsync(seen, invitation, activity, context, cancellationToken);
        else
            await verdicts.DeletedAsync(invitation, activity, context, cancellationToken);
    }

    private async Task ApplyAsync(
        CalendarChange change, Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (change.Event is not { } seen)
        {
            await VerifyAbsentAsync(invitation, activity, context, cancellationToken);
            return;
        }

        if (await verdicts.EditedAsync(seen, invitation, activity, context, cancellationToken))
        {
            var guests = context.Guests.With(activity.Definition.Speakers);
            var responses = ResponseCounts.Count(seen.Attendees, guests, hash);
            await invitations.WriteResponsesAsync(activity.Id, invitation.Key, responses, cancellationToken);
        }
    }

    /// <summary>The event where it now is, or null when it is in the calendar no more.</summary>
    private async Task<SeenEvent?> PlaceAsync(
        Invitation invitation, PullContext context, CancellationToken cancellationToken)
    {
        var (seen, fault) = await GraphFault.CatchAsync(
            () => calendar.GetAsync(invitation.Mailbox!, invitation.EventId!, cancellationToken), cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
        if (seen is { IsCancelled: false } && !context.Window.Contains(seen.EndsAt))
            return seen;
        return await calendar.FindAsync(
            invitation.Mailbox!, invitation.Activity, invitation.Key, cancellationToken);
    }

    private async Task ConsiderAsync(CalendarChange change, PullContext context, CancellationToken cancellationToken)
    {
        if (change.Event is { } stranger)
            await adoption.ConsiderAsync(stranger, context, cancellationToken);
        else if (context.SetAside.Contains(change.Id))
            await setAside.RemoveAsync(change.Id, cancellationToken);
    }
}
