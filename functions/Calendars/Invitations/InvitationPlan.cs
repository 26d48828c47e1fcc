using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>What one invitation should come to: the event as it should be, or none, and who is in it.</summary>
public sealed record InvitationPlan(
    Activity Activity, InvitationKey Key, WantedEvent? Wanted, AddressSet Members, IReadOnlyDictionary<ulong, string> Addresses)
{
    /// <summary>Those to be in the event, but for whom Exchange refused since the activity last changed.</summary>
    public AddressSet Target(Invitation invitation, AddressHash hash)
    {
        if (invitation.TriedVersion != Activity.Version || invitation.Refused.Count == 0)
            return Members;
        var refused = AddressSet.From(invitation.Refused.Select(hash.Compute));
        return AddressSet.From(Members.Except(refused));
    }

    /// <summary>The event is newer than the catalogue, and the activity has not changed since that was found.</summary>
    public bool IsUndecided(Invitation invitation) => invitation.UndecidedAt == Activity.Version && invitation.HasEvent;

    /// <summary>How many people the step is mailed to.</summary>
    public int PeopleMailed(InvitationStep step, Invitation invitation, AddressHash hash) => step switch
    {
        InvitationStep.Create => FirstTarget(invitation, hash).Count,
        InvitationStep.Days => invitation.People * DatesChanged(invitation.Days ?? SeriesDays.None),
        InvitationStep.Attendees when Target(invitation, hash) is var target =>
            target.Except(invitation.Invited).Count() + invitation.Invited.Except(target).Count(),
        InvitationStep.Details or InvitationStep.Cancel => invitation.People,
        _ => 0,
    };

    /// <summary>Whether the single dates of a series are where they should be, as far as they are there.</summary>
    public bool DaysAreRight(Invitation invitation) =>
        Wanted?.Days is not { } days || (invitation.Days is { } there && days.AreIn(there));

    /// <summary>A date ahead was called off and is wanted again.</summary>
    public bool IsToBeRenewed(Invitation invitation, DateTimeOffset now) =>
        Wanted?.Days is { } days
            && invitation.Days is { } there
            && invitation.Renewed != Activity.Version
            && days.Lost(there, Today(now)).Any();

    /// <summary>How many single dates are changed at most: some may lie behind.</summary>
    private int DatesChanged(SeriesDays there) =>
        Wanted!.Days!.ToCallOff(there, LocalDate.MinIsoValue).Count() + Wanted.Days.ToMove(there, LocalDate.MinIsoValue).Count();

    /// <summary>The day it is where the activity is.</summary>
    public LocalDate Today(DateTimeOffset now) =>
        Instant.FromDateTimeOffset(now).InZone(Activity.Definition.Zone ?? DateTimeZone.Utc).Date;

    /// <summary>
    /// Whom the event is made with. A series of which dates are left out is made without anybody and shaped first: so
    /// it costs a person one mail, and not one more for each date.
    /// </summary>
    public AddressSet FirstTarget(Invitation invitation, AddressHash hash) =>
        Wanted?.Days is { IsPlain: false } ? AddressSet.Empty : Target(invitation, hash);

    public IEnumerable<string> AddressesOf(AddressSet set) =>
        Addresses.Where(entry => set.Contains(entry.Key)).Select(entry => entry.Value);

    /// <summary>
    /// What is to be done next; when those who come late are invited together, and when a change of the text is sent.
    /// </summary>
    public (InvitationStep Step, DateTimeOffset? GatherUntil, DateTimeOffset? QuietUntil) Next(
        Invitation invitation, AddressHash hash, DateTimeOffset now, TimeSpan gather)
    {
        if (Wanted is null)
            return (invitation.HasEvent && !IsUndecided(invitation) ? InvitationStep.Cancel : InvitationStep.None, null, null);
        var stuck = invitation.IsStuck
            && invitation.TriedVersion == Activity.Version
            && invitation.Members.SameAs(Members);
        if (invitation.IsMissing || stuck || IsUndecided(invitation))
            return (InvitationStep.None, null, null);
        if (!invitation.HasEvent)
            return (InvitationStep.Create, null, null);
        var (isSaid, isRenewed) = (invitation.Details?.Says(Wanted.Details) is true, IsToBeRenewed(invitation, now));
        var quiet = isSaid || isRenewed ? null : QuietUntil(invitation, now);
        if ((!isSaid || isRenewed) && quiet is null)
            return (InvitationStep.Details, invitation.GatherUntil, null);
        if (!DaysAreRight(invitation))
            return (InvitationStep.Days, invitation.GatherUntil, quiet);

        var target = Target(invitation, hash);
        if (target.SameAs(invitation.Invited))
            return (InvitationStep.None, null, quiet);
        var until = invitation.GatherUntil ?? now + gather;
        var atOnce = !target.Covers(invitation.Invited) || invitation.Invited.Count == 0 || until <= now;
        return atOnce ? (InvitationStep.Attendees, null, quiet) : (InvitationStep.None, until, quiet);
    }

    /// <summary>Until when the change waits; null when it is to be sent now, as every change of a time is.</summary>
    private DateTimeOffset? QuietUntil(Invitation invitation, DateTimeOffset now)
    {
        if (Activity.Definition.QuietFor == 0 || invitation.Details?.SaysButForText(Wanted!.Details) is not true)
            return null;
        var until = invitation.QuietUntil ?? now.AddMinutes(Activity.Definition.QuietFor);
        return until > now && until < Activity.Definition.StartsAt.ToDateTimeOffset() ? until : null;
    }
}
