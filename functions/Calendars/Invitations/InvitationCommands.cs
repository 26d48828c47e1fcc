using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Series;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Carries out one step in Graph and tells what the ledger should say afterwards.</summary>
public sealed class InvitationCommands(
    ProgrammeCalendar calendar,
    SeriesShaping series,
    InvitationTable invitations,
    RefusedAddresses refused,
    AddressHash hash,
    TimeProvider time)
{
    public async Task<Invitation> ExecuteAsync(
        InvitationStep step, Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var (done, fault) = await GraphFault.CatchAsync(
            () => step switch
            {
                InvitationStep.Create => CreateAsync(invitation, plan, cancellationToken),
                InvitationStep.Details => ChangeDetailsAsync(invitation, plan, cancellationToken),
                InvitationStep.Days => ChangeDaysAsync(invitation, plan, cancellationToken),
                InvitationStep.Attendees => ChangeAttendeesAsync(invitation, plan, cancellationToken),
                _ => CancelAsync(invitation, plan, cancellationToken),
            },
            cancellationToken);
        return (fault?.Kind, step) switch
        {
            (null, _) => done!,
            (GraphFaultKind.Gone, InvitationStep.Cancel) => invitation.WithoutEvent(),
            (GraphFaultKind.Gone, InvitationStep.Details or InvitationStep.Days or InvitationStep.Attendees) => invitation.Missing(),
            (GraphFaultKind.Refused, InvitationStep.Create) when fault.Code == GraphFault.DuplicateTransaction =>
                await ExistingAsync(invitation, plan, fault, cancellationToken),
            (GraphFaultKind.Refused, InvitationStep.Create or InvitationStep.Attendees) when RefusedAddresses.IsAbout(fault) =>
                RefusedAddresses.Named(fault, invitation, plan) ?? invitation.After(fault, time.GetUtcNow()),
            _ => invitation.After(fault!, time.GetUtcNow()),
        };
    }

    /// <summary>
    /// What stands in Graph becomes what the ledger knows; first of all the ledger can tell whose the event is.
    /// </summary>
    public async Task<Invitation> RelateAsync(
        Invitation invitation, SeenEvent seen, string zone, CancellationToken cancellationToken)
    {
        if (invitation.EventId != seen.Id)
            await invitations.IndexAsync(seen.Id, invitation.Activity, invitation.Key, cancellationToken);
        return Relate(invitation, seen, zone);
    }

    public Invitation Relate(Invitation invitation, SeenEvent seen, string zone) =>
        invitation.WithEvent(seen, zone, hash);

    public async Task<Invitation> FetchLinkAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var (seen, fault) = await GraphFault.CatchAsync(
            () => calendar.GetAsync(invitation.Mailbox!, invitation.EventId!, cancellationToken), cancellationToken);
        if (fault is { Kind: GraphFaultKind.Gone })
            return invitation.Missing();
        return seen?.JoinUrl is { } link
            ? invitation with { JoinUrl = link, Failures = 0 }
            : invitation.PutOff("Teams has not given the meeting its link yet.", null, time.GetUtcNow());
    }

    private async Task<Invitation> CreateAsync(
        Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var target = plan.FirstTarget(invitation, hash);
        var (seen, fault) = await GraphFault.CatchAsync(
            () => CreateAsync(invitation, plan, plan.AddressesOf(target), cancellationToken), cancellationToken);
        if (fault is not null
            && RefusedAddresses.IsAbout(fault)
            && RefusedAddresses.Named(fault, invitation, plan) is null)
        {
            // Exchange does not say which: the event is made without anybody, and the addresses follow in halves.
            target = AddressSet.Empty;
            seen = await CreateAsync(invitation, plan, [], cancellationToken);
        }
        else if (fault is not null)
        {
            throw new GraphFaultException(fault);
        }

        await invitations.IndexAsync(seen!.Id, invitation.Activity, invitation.Key, cancellationToken);
        return invitation.Done() with
        {
            EventId = seen.Id,
            JoinUrl = seen.JoinUrl,
            Details = plan.Wanted!.Details,
            Days = plan.Wanted.Days is null ? null : SeriesDays.None,
            Written = plan.Activity.Version,
            Invited = target,
        };
    }

    private Task<SeenEvent> CreateAsync(
        Invitation invitation, InvitationPlan plan, IEnumerable<string> addresses, CancellationToken cancellationToken) =>
        calendar.CreateAsync(
            invitation.Mailbox!,
            invitation.Activity,
            invitation.Key,
            invitation.Generation,
            plan.Wanted!,
            plan.Activity.Version,
            addresses,
            cancellationToken);

    private async Task<Invitation> ChangeDetailsAsync(
        Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var wanted = plan.Wanted!;
        string? body = null, note = invitation.Note;
        if (invitation.Details?.Body != wanted.Details.Body)
        {
            var fetched = await calendar.GetBodyAsync(invitation.Mailbox!, invitation.EventId!, cancellationToken);
            body = EventBody.Splice(fetched, wanted.BodyPart, hasPart: invitation.Details?.Body is { Length: > 0 });
            note = body is null
                ? "Exchange rewrote the description so that it cannot be told from what others wrote: it was left as it is."
                : note;
        }

        var isRenewed = plan.IsToBeRenewed(invitation, time.GetUtcNow());
        var writing = isRenewed ? await AnewAsync(invitation, cancellationToken) : SeriesWriting.ByDate;
        await calendar.ChangeDetailsAsync(
            invitation.Mailbox!,
            invitation.EventId!,
            wanted,
            plan.Activity.Version,
            invitation.Details,
            body,
            writing,
            cancellationToken);
        return invitation.Done() with
        {
            Details = wanted.Details with { Online = wanted.Details.Online || invitation.Details?.Online is true },

            // Other dates or hours, and Exchange forgets what was changed singly. Whether it does is looked up where that was the aim.
            Days = wanted.Days is null || isRenewed ? null
                : invitation.Details?.SameTimes(wanted.Details) is true ? invitation.Days
                : SeriesDays.None,
            Renewed = isRenewed ? plan.Activity.Version : invitation.Renewed,
            Written = plan.Activity.Version,
            Note = note,
        };
    }

    private async Task<SeriesWriting> AnewAsync(Invitation invitation, CancellationToken cancellationToken) =>
        (await calendar.GetAsync(invitation.Mailbox!, invitation.EventId!, cancellationToken)).IsByNumber
            ? SeriesWriting.AnewByDate
            : SeriesWriting.AnewByNumber;

    private async Task<Invitation> ChangeDaysAsync(
        Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var days = await series.ApplyAsync(
            invitation.Mailbox!,
            invitation.EventId!,
            plan.Activity.Definition,
            hasGuests: invitation.People > 0,
            cancellationToken);
        var isLost = plan.Wanted!.Days!.Lost(days, plan.Today(time.GetUtcNow())).Any();
        return invitation.Done() with { Days = days, Renewed = isLost ? invitation.Renewed : 0 };
    }

    private async Task<Invitation> ChangeAttendeesAsync(
        Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var target = plan.Target(invitation, hash);
        var byHand = invitation.Guests > 0 ? await GuestsByHandAsync(invitation, plan, cancellationToken) : [];
        if (target.Count + byHand.Count > Shards.Most)
        {
            // Somebody was invited by hand since the plan was made: the next one leaves them room.
            return (invitation.Idle() with { Guests = byHand.Count }).PutOff(
                "More people were invited by hand in Outlook; the others move to another event.",
                TimeSpan.FromSeconds(1),
                time.GetUtcNow());
        }

        var (invited, unwilling) = await refused.InviteAsync(invitation, plan, target, byHand, cancellationToken);
        return invitation.Done() with
        {
            Invited = invited,
            Guests = byHand.Count,
            GatherUntil = null,
            Refused = [.. invitation.Refused, .. unwilling],
        };
    }

    private async Task<IReadOnlyList<string>> GuestsByHandAsync(
        Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var seen = await calendar.GetAsync(invitation.Mailbox!, invitation.EventId!, cancellationToken);
        return
        [
            .. seen.Attendees.Select(attendee => attendee.Address).Where(address =>
                hash.Compute(address) is var known && !invitation.Invited.Contains(known) && !plan.Members.Contains(known)),
        ];
    }

    private async Task<Invitation> CancelAsync(
        Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var (title, reason) = (plan.Activity.Definition.Title, plan.Activity.CancelReason);
        var comment = plan.Activity.IsCancelled
            ? $"{title} has been cancelled.{(reason.Length > 0 ? " " : "")}{reason}"
            : $"This date is no longer part of {title}.";
        await calendar.CancelAsync(invitation.Mailbox!, invitation.EventId!, invitation.People > 0 ? comment : null, cancellationToken);
        return invitation.WithoutEvent();
    }

    /// <summary>Exchange remembers having made this event: it is found, or it is gone and the next try is a new one.</summary>
    private async Task<Invitation> ExistingAsync(
        Invitation invitation, InvitationPlan plan, GraphFault duplicate, CancellationToken cancellationToken)
    {
        var (seen, fault) = await GraphFault.CatchAsync(
            async () => duplicate.ExistingEventId is { } id
                ? await calendar.GetAsync(invitation.Mailbox!, id, cancellationToken)
                : await calendar.FindAsync(invitation.Mailbox!, invitation.Activity, invitation.Key, cancellationToken),
            cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            return invitation.After(fault, time.GetUtcNow());
        return seen is null or { IsCancelled: true }
            ? invitation.Idle() with { Generation = invitation.Generation + 1 }
            : await RelateAsync(invitation.Idle(), seen, plan.Activity.Definition.TimeZone, cancellationToken);
    }
}
