using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// Decides what an event that differs from the ledger means. It is believed only if its own property names the
/// invitation and the version that the ledger knows: otherwise the mailbox or the tables were brought back from a
/// backup, and nobody has edited anything.
/// </summary>
public sealed class OutlookVerdicts(
    InvitationTable invitations,
    ProgrammeCalendar calendar,
    InvitationCommands commands,
    ActivityTable catalogue,
    Adoption adoption,
    CalendarSyncQueue syncs,
    TimeProvider time)
{
    private const string Outvoted = "An edit made in Outlook was replaced by what the catalogue says.";
    private const string Accepted = "Exchange changes the event again each time it is put right: it was left as Exchange has it.";
    private const string Repeating =
        "The event was made to repeat in Outlook in a way that the catalogue cannot say: only its first day is followed.";
    private const string MailboxOlder = "The event was found as it had been before, as after a restore of the mailbox, and was put right.";

    /// <summary>False when the event is none of this invitation's.</summary>
    public async Task<bool> EditedAsync(
        SeenEvent seen, Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (activity.Definition.Zone is null || invitation.Details is not { } known)
            return true;
        var note = seen is { Repeats: true, Series: null } && known.Repeats is null ? Repeating : invitation.Note;
        if (IsAsKnown(invitation, Related(invitation, seen, known, activity)) && note == invitation.Note)
            return true;

        var (full, fault) = await GraphFault.CatchAsync(
            () => calendar.GetAsync(context.Mailbox, seen.Id, cancellationToken), cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            throw new GraphFaultException(fault);
        if (full is null or { IsCancelled: true })
        {
            await DeletedAsync(invitation, activity, context, cancellationToken);
            return true;
        }

        if (full.Name != ProgrammeCalendar.NameOf(activity.Id, invitation.Key))
        {
            await ReplacedAsync(full, invitation, activity, context, cancellationToken);
            return false;
        }

        if (full.Id != invitation.EventId)
            await invitations.IndexAsync(full.Id, activity.Id, invitation.Key, cancellationToken);
        var there = Related(invitation, full, known, activity) with { Note = note };
        if (full.Written is { } written && written != invitation.Written)
            await RestoredAsync(there, written, invitation, activity, context, cancellationToken);
        else
            await DecideAsync(there, invitation, activity, context, cancellationToken);
        return true;
    }

    public async Task DeletedAsync(
        Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (activity.IsCancelled || !activity.IsAhead(context.Now))
        {
            await SaveAsync(invitation.WithoutEvent(), context, cancellationToken);
        }
        else if (invitation.Key is { Part: "", Shard: 0 })
        {
            await SaveAsync(invitation.Missing(), context, cancellationToken);
            context.Deleted.Add(activity.Id);
        }
        else
        {
            await SaveAsync(
                invitation.WithoutEvent() with { Note = "An event taken out in Outlook was made again." }, context, cancellationToken);
            if (OutlookEdits.Without(activity.Definition, invitation.Key) is { } definition && !context.IsDoubtful)
                await PutAsync(activity, definition, context, cancellationToken);
            else
                await MarkAsync(activity, context, cancellationToken);
        }
    }

    private async Task DecideAsync(
        Invitation there, Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        var known = invitation.Details!;
        var edited = there.Details != known;

        // A pull before this one took the edit over, and did not get to write down that it did.
        var agreed = edited && OutlookEdits.Agree(activity.Definition, invitation.Key, there.Details!);
        if (edited && !agreed && !activity.IsCancelled
            && OutlookEdits.Accept(
                activity.Definition,
                invitation.Key,
                known,
                there.Details!,
                LondonClock.DateOf(context.Now)) is { } definition
            && await PutAsync(activity, definition, context, cancellationToken) is { } changed)
        {
            await SaveAsync(there with { TriedVersion = changed.Version }, context, cancellationToken);
            return;
        }

        if (!edited || agreed)
        {
            await OutvoteAsync(there with { TriedVersion = activity.Version }, activity, context, cancellationToken);
            return;
        }

        var rewriting = WantedEvent.Hash($"{known} {there.Details}");
        if (invitation.Rewriting == rewriting)
            await AcceptAsync(
                there with { Details = known, Rewriting = rewriting, Note = Accepted }, invitation, context, cancellationToken);
        else
            await OutvoteAsync(
                there with { Rewriting = rewriting, Note = Outvoted, TriedVersion = activity.Version },
                activity,
                context,
                cancellationToken);
    }

    /// <summary>What Exchange changed twice it would change a third time: it counts as what was written.</summary>
    private Task AcceptAsync(
        Invitation accepted, Invitation invitation, PullContext context, CancellationToken cancellationToken) =>
        IsAsKnown(invitation, accepted) && invitation.Note == accepted.Note
            ? Task.CompletedTask
            : SaveAsync(accepted, context, cancellationToken);

    /// <summary>The catalogue wins: the ledger now knows what stands there, and the sync puts it right.</summary>
    private async Task OutvoteAsync(
        Invitation there, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        await SaveAsync(there, context, cancellationToken);
        await MarkAsync(activity, context, cancellationToken);
    }

    private Task RestoredAsync(
        Invitation there, int written, Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (written < invitation.Written)
            return OutvoteAsync(
                there with { Note = MailboxOlder, TriedVersion = activity.Version },
                activity,
                context,
                cancellationToken);
        var undecided = there with
        {
            Written = invitation.Written,
            UndecidedAt = activity.Version,
            LastError = Adoption.Newer,
        };
        return invitation.UndecidedAt == activity.Version && IsAsKnown(invitation, undecided)
            ? Task.CompletedTask
            : SaveAsync(undecided, context, cancellationToken);
    }

    /// <summary>Another event answers by this invitation's id: its own may be elsewhere in the calendar, or gone.</summary>
    private async Task ReplacedAsync(
        SeenEvent other, Invitation invitation, Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        context.IsDoubtful = true;
        await adoption.ConsiderAsync(other, context, cancellationToken);
        if (await calendar.FindAsync(invitation.Mailbox!, activity.Id, invitation.Key, cancellationToken) is { } own)
            await OutvoteAsync(
                await commands.RelateAsync(invitation, own, activity.Definition.TimeZone, cancellationToken),
                activity,
                context,
                cancellationToken);
        else
            await DeletedAsync(invitation, activity, context, cancellationToken);
    }

    /// <summary>
    /// Graph's list of changes carries no properties of ours: of the body it is taken that it is as it was. How the
    /// organiser's own time is shown is the organiser's own business. A meeting whose link never came was never there
    /// to be lost.
    /// </summary>
    private Invitation Related(Invitation invitation, SeenEvent seen, EventDetails known, Activity activity)
    {
        var online = seen.Online || (known.Online && invitation.JoinUrl is null);

        // What cannot be said is left to whoever made it, unless it was made of a series of ours.
        var repeats = seen.Repeats && !(seen.Series is null && known.Repeats is null);
        return commands.Relate(
            invitation,
            seen with { BodyHash = known.Body, ShowAs = known.ShowAs, Online = online, Written = null, Repeats = repeats },
            activity.Definition.TimeZone);
    }

    private static bool IsAsKnown(Invitation invitation, Invitation there) =>
        there.Details == invitation.Details
            && there.Invited.SameAs(invitation.Invited)
            && there.Guests == invitation.Guests
        && there.EventId == invitation.EventId && !invitation.IsMissing;

    private async Task<Activity?> PutAsync(
        Activity activity, ActivityDefinition definition, PullContext context, CancellationToken cancellationToken)
    {
        var (change, changed) = await catalogue.PutAsync(
            activity.Id, definition, Precondition.IsAt(activity.Version), cancellationToken);
        if (changed is not null)
            context.Learn(changed);
        return change is ActivityChange.Updated or ActivityChange.Unchanged ? changed : null;
    }

    private async Task MarkAsync(Activity activity, PullContext context, CancellationToken cancellationToken)
    {
        if (await catalogue.MarkAsync(activity, time.GetUtcNow(), isMissing: false, cancellationToken)
            && await catalogue.FindAsync(activity.Id, cancellationToken) is { } marked)
            context.Learn(marked);
        await syncs.SendAsync(activity.Id, TimeSpan.Zero, cancellationToken);
    }

    private async Task SaveAsync(Invitation invitation, PullContext context, CancellationToken cancellationToken)
    {
        if (await invitations.SaveAsync(invitation, cancellationToken) is null)
            context.IsUnsettled = true;
    }
}
