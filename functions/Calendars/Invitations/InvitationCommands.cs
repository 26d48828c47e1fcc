using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Takes one step in Graph and tells what the ledger should say afterwards.</summary>
public sealed class InvitationCommands(ProgrammeCalendar calendar, InvitationTable ledger, RefusedAddresses refused, AddressHash hash, TimeProvider time)
{
    private const int LinkTries = 10;

    /// <summary>Whether the shards after the first should wait no longer for a link that does not come.</summary>
    public static bool GaveUpOnLink(Invitation invitation) => invitation.JoinUrl is null && invitation.Failures >= LinkTries;

    public async Task<Invitation> TakeAsync(InvitationStep step, Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var (done, fault) = await GraphFault.CatchAsync(
            () => step switch
            {
                InvitationStep.Create => CreateAsync(invitation, plan, cancellationToken),
                InvitationStep.Details => ChangeDetailsAsync(invitation, plan, cancellationToken),
                InvitationStep.Attendees => ChangeAttendeesAsync(invitation, plan, cancellationToken),
                _ => CancelAsync(invitation, plan, cancellationToken),
            },
            cancellationToken);
        return (fault?.Kind, step) switch
        {
            (null, _) => done! with { Intent = InvitationStep.None, IntentUntil = null, LastError = null, NextTry = null, Failures = 0 },
            (GraphFaultKind.Gone, InvitationStep.Cancel) => WithoutEvent(invitation),
            (GraphFaultKind.Gone, InvitationStep.Details or InvitationStep.Attendees) => Missing(invitation),
            (GraphFaultKind.Refused, InvitationStep.Create) when fault.Code == GraphFault.DuplicateTransaction => await ExistingAsync(invitation, plan, fault, cancellationToken),
            (GraphFaultKind.Refused, InvitationStep.Create or InvitationStep.Attendees) when RefusedAddresses.IsAbout(fault) =>
                RefusedAddresses.Named(fault, invitation, plan) ?? Failed(invitation, fault),
            _ => Failed(invitation, fault!),
        };
    }

    /// <summary>What stands in Graph becomes what the ledger knows.</summary>
    public async Task<Invitation> LearnAsync(Invitation invitation, SeenEvent seen, string zone, CancellationToken cancellationToken)
    {
        if (invitation.EventId != seen.Id)
            await ledger.IndexAsync(seen.Id, invitation.Activity, invitation.Key, cancellationToken);
        var there = AddressSet.Of(seen.Attendees.Select(attendee => hash.Of(attendee.Address)));
        var ours = AddressSet.Of(invitation.Members.Union(invitation.Invited).Where(there.Contains));
        return invitation with
        {
            EventId = seen.Id,
            IsMissing = false,
            JoinUrl = seen.JoinUrl ?? invitation.JoinUrl,
            Details = seen.In(zone, seen.BodyHash ?? ""),
            Invited = ours,
            HasGuests = there.Count > ours.Count,
        };
    }

    public async Task<Invitation> FetchLinkAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var (seen, fault) = await GraphFault.CatchAsync(() => calendar.GetAsync(invitation.EventId!, cancellationToken), cancellationToken);
        if (fault is { Kind: GraphFaultKind.Gone })
            return Missing(invitation);
        return seen?.JoinUrl is { } link
            ? invitation with { JoinUrl = link, Failures = 0 }
            : Later(invitation, "Teams has not given the meeting its link yet.", null);
    }

    /// <summary>Graph did not do it, or nobody knows: the words for a person, and when to try again, if that makes sense.</summary>
    public Invitation Failed(Invitation invitation, GraphFault fault) => fault.Kind switch
    {
        // The intent stays: it is resolved before anything else is done.
        GraphFaultKind.Unknown => Later(invitation with { IntentUntil = null }, "Microsoft Graph did not answer; the calendar is looked at again.", fault.Wait),
        GraphFaultKind.Busy => Later(Idle(invitation), $"{fault.Message}; the rest follows.", fault.Wait),
        GraphFaultKind.Forbidden => Later(Idle(invitation), "Exchange does not let the app use the programme's calendar: its permissions need an administrator.", TimeSpan.FromHours(1)),
        _ => Idle(invitation) with { IsStuck = true, NextTry = null, LastError = $"Exchange refused the invitation: {Short(fault.Message)}" },
    };

    public static Invitation Missing(Invitation invitation) => Idle(invitation) with
    {
        IsMissing = true,
        NextTry = null,
        LastError = "The event was taken out of the calendar in Outlook.",
    };

    /// <summary>There is no event, and the next one would be another.</summary>
    public static Invitation WithoutEvent(Invitation invitation) => Idle(invitation) with
    {
        // An event that never came to be keeps its generation: a create that is still under way is then the same to Exchange.
        Generation = invitation.EventId is null ? invitation.Generation : invitation.Generation + 1,
        EventId = null,
        IsMissing = false,
        JoinUrl = null,
        Details = null,
        Invited = AddressSet.Empty,
        HasGuests = false,
        GatherUntil = null,
        IsStuck = false,
        LastError = null,
        NextTry = null,
        Failures = 0,
    };

    private async Task<Invitation> CreateAsync(Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var target = plan.Target(invitation, hash);
        var (seen, fault) = await GraphFault.CatchAsync(() => calendar.CreateAsync(invitation.Activity, invitation.Key, invitation.Generation, plan.Wanted!, plan.AddressesOf(target), cancellationToken), cancellationToken);
        if (fault is not null && RefusedAddresses.IsAbout(fault) && RefusedAddresses.Named(fault, invitation, plan) is null)
        {
            // Exchange does not say which: the event is made without anybody, and the addresses follow in halves.
            target = AddressSet.Empty;
            seen = await calendar.CreateAsync(invitation.Activity, invitation.Key, invitation.Generation, plan.Wanted!, [], cancellationToken);
        }
        else if (fault is not null)
        {
            throw new GraphFaultException(fault);
        }

        await ledger.IndexAsync(seen!.Id, invitation.Activity, invitation.Key, cancellationToken);
        return invitation with { EventId = seen.Id, JoinUrl = seen.JoinUrl, Details = plan.Wanted!.Details, Invited = target };
    }

    private async Task<Invitation> ChangeDetailsAsync(Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var wanted = plan.Wanted!;
        var body = invitation.Details?.Body == wanted.Details.Body
            ? null
            : EventBody.Splice(await calendar.GetBodyAsync(invitation.EventId!, cancellationToken), wanted.BodyPart);
        await calendar.ChangeDetailsAsync(invitation.EventId!, wanted, invitation.Details, body, cancellationToken);
        return invitation with { Details = wanted.Details with { Online = wanted.Details.Online || invitation.Details?.Online is true } };
    }

    private async Task<Invitation> ChangeAttendeesAsync(Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var target = plan.Target(invitation, hash);
        var byHand = invitation.HasGuests ? await GuestsByHandAsync(invitation, plan, cancellationToken) : [];
        var (invited, unwilling) = await refused.InviteAsync(invitation, plan, target, byHand, cancellationToken);
        return invitation with { Invited = invited, GatherUntil = null, Refused = [.. invitation.Refused, .. unwilling] };
    }

    private async Task<IReadOnlyList<string>> GuestsByHandAsync(Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var seen = await calendar.GetAsync(invitation.EventId!, cancellationToken);
        return
        [
            .. seen.Attendees.Select(attendee => attendee.Address).Where(address =>
                hash.Of(address) is var known && !invitation.Invited.Contains(known) && !plan.Members.Contains(known)),
        ];
    }

    private async Task<Invitation> CancelAsync(Invitation invitation, InvitationPlan plan, CancellationToken cancellationToken)
    {
        var title = plan.Activity.Definition.Title;
        var comment = plan.Activity.IsCancelled ? $"{title} has been cancelled." : $"This date is no longer part of {title}.";
        await calendar.CancelAsync(invitation.EventId!, invitation.Invited.Count > 0 || invitation.HasGuests ? comment : null, cancellationToken);
        return WithoutEvent(invitation);
    }

    /// <summary>Exchange remembers having made this event: it is found, or it is gone and the next try is a new one.</summary>
    private async Task<Invitation> ExistingAsync(Invitation invitation, InvitationPlan plan, GraphFault duplicate, CancellationToken cancellationToken)
    {
        var (seen, fault) = await GraphFault.CatchAsync(
            async () => duplicate.ExistingEventId is { } id
                ? await calendar.GetAsync(id, cancellationToken)
                : await calendar.FindAsync(invitation.Activity, invitation.Key, cancellationToken),
            cancellationToken);
        if (fault is { Kind: not GraphFaultKind.Gone })
            return Failed(invitation, fault);
        return seen is null
            ? Idle(invitation) with { Generation = invitation.Generation + 1 }
            : await LearnAsync(Idle(invitation), seen, plan.Activity.Definition.TimeZone, cancellationToken);
    }

    private static Invitation Idle(Invitation invitation) => invitation with { Intent = InvitationStep.None, IntentUntil = null };

    private Invitation Later(Invitation invitation, string reason, TimeSpan? wait) => invitation with
    {
        LastError = reason,
        Failures = invitation.Failures + 1,
        NextTry = time.GetUtcNow() + (wait ?? TimeSpan.FromSeconds(Math.Min(15 * Math.Pow(2, invitation.Failures), 3_600))),
    };

    private static string Short(string message) => message.Length > 300 ? message[..300] + "…" : message;
}
