using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>Takes one change that Graph told of into the ledger and, where a person decided it, into the catalogue.</summary>
public sealed class OutlookChanges(
    InvitationTable ledger, ProgrammeCalendar calendar, InvitationCommands acts, ActivityTable catalogue, Adoption adoption, CalendarSyncQueue requests, AddressHash hash, TimeProvider time)
{
    public async Task TakeAsync(CalendarChange change, PullContext context, CancellationToken cancellationToken)
    {
        context.Seen.Add(change.Id);
        var known = await ledger.FindEventAsync(change.Id, cancellationToken);
        if (known is not var (id, key) || await ledger.FindAsync(id, key, cancellationToken) is not { } invitation)
        {
            // Nobody's; or an adoption came no further than the index.
            if (change.Event is { } stranger)
                await adoption.ConsiderAsync(stranger, context, cancellationToken);
            return;
        }

        if (invitation.EventId != change.Id)
            return; // Long gone, and another event in its place.
        if (context.Find(id) is not { } activity)
        {
            if (change.Event is { } unfinished)
                await adoption.FinishAsync(id, unfinished, context, cancellationToken);
            return;
        }

        if (invitation.Intent == InvitationStep.None)
            await TakeAsync(change, invitation, activity, context, cancellationToken);
        else if (invitation.Intent != InvitationStep.Cancel)
            context.IsUnsettled = true;
    }

    /// <summary>An event is not where it should be: it is gone, or only out of the window, which Graph tells in the same words.</summary>
    public async Task VerifyAbsentAsync(Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (invitation.IsMissing)
        {
            // A pull before this one found it, and did not get to say so.
            context.Deleted.Add(activity.Id);
            return;
        }

        var (seen, fault) = await GraphFault.CatchAsync(() => calendar.GetAsync(invitation.EventId!, cancellationToken), cancellationToken);
        if (seen is not null)
            await EditedAsync(seen, invitation, activity, context, cancellationToken);
        else if (fault!.Kind != GraphFaultKind.Gone)
            throw new GraphFaultException(fault);
        else if (activity.IsCancelled || !activity.IsAhead(context.Now))
            await SaveAsync(InvitationCommands.WithoutEvent(invitation), context, cancellationToken);
        else
            await DeletedAsync(invitation, activity, context, cancellationToken);
    }

    private async Task TakeAsync(CalendarChange change, Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (change.Event is not { } seen)
        {
            await VerifyAbsentAsync(invitation, activity, context, cancellationToken);
            return;
        }

        await ledger.WriteResponsesAsync(activity.Id, invitation.Key, ResponseCounts.Of(seen.Attendees, context.Guests, hash), cancellationToken);
        await EditedAsync(seen, invitation, activity, context, cancellationToken);
    }

    private async Task EditedAsync(SeenEvent seen, Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (activity.Definition.Zone is null || invitation.Details is not { } known)
            return;

        // Graph's list of changes carries no properties of ours: of the body it is taken that it is as it was. How the organiser's
        // own time is shown is the organiser's own business. A meeting whose link never came was never there to be lost.
        var online = seen.Online || (known.Online && invitation.JoinUrl is null);
        var there = await acts.LearnAsync(invitation, seen with { BodyHash = known.Body, ShowAs = known.ShowAs, Online = online }, activity.Definition.TimeZone, cancellationToken);
        var edited = there.Details != known;
        if (!edited && there.Invited.SameAs(invitation.Invited) && there.HasGuests == invitation.HasGuests && !invitation.IsMissing)
            return;

        // A pull before this one took the edit over, and did not get to write down that it did.
        var agreed = edited && OutlookEdits.Agree(activity.Definition, invitation.Key, there.Details!);
        if (edited && !agreed && OutlookEdits.Of(activity.Definition, invitation.Key, known, there.Details!, LondonClock.DateOf(context.Now)) is { } definition && !activity.IsCancelled)
        {
            var (change, changed) = await catalogue.PutAsync(activity.Id, definition, Precondition.IsAt(activity.Version), cancellationToken);
            if (change is ActivityChange.Updated or ActivityChange.Unchanged)
            {
                context.Learn(changed!);
                await SaveAsync(there with { TriedVersion = changed!.Version }, context, cancellationToken);
                return;
            }
        }

        // The catalogue wins: the ledger now knows what stands there, and the sync puts it right.
        await SaveAsync(there with { Note = edited && !agreed ? "An edit made in Outlook was replaced by what the catalogue says." : there.Note, TriedVersion = activity.Version }, context, cancellationToken);
        await AskAsync(activity, context, cancellationToken);
    }

    private async Task DeletedAsync(Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (invitation.Key is { Part: "", Shard: 0 })
        {
            await SaveAsync(InvitationCommands.Missing(invitation), context, cancellationToken);
            context.Deleted.Add(activity.Id);
            return;
        }

        await SaveAsync(InvitationCommands.WithoutEvent(invitation) with { Note = "An event taken out in Outlook was made again." }, context, cancellationToken);
        if (OutlookEdits.Without(activity.Definition, invitation.Key) is { } definition)
        {
            var (_, changed) = await catalogue.PutAsync(activity.Id, definition, Precondition.IsAt(activity.Version), cancellationToken);
            if (changed is not null)
                context.Learn(changed);
            return;
        }

        await AskAsync(activity, context, cancellationToken);
    }

    private async Task AskAsync(Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (await catalogue.MarkAsync(activity, time.GetUtcNow(), cancellationToken) && await catalogue.FindAsync(activity.Id, cancellationToken) is { } marked)
            context.Learn(marked);
        await requests.AskAsync(activity.Id, TimeSpan.Zero, cancellationToken);
    }

    private async Task SaveAsync(Invitation invitation, PullContext context, CancellationToken cancellationToken)
    {
        if (await ledger.SaveAsync(invitation, cancellationToken) is null)
            context.IsUnsettled = true;
    }
}
