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
        InvitationStep.Create => Target(invitation, hash).Count,
        InvitationStep.Attendees when Target(invitation, hash) is var target =>
            target.Except(invitation.Invited).Count() + invitation.Invited.Except(target).Count(),
        InvitationStep.Details or InvitationStep.Cancel => invitation.People,
        _ => 0,
    };

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
        var isSaid = invitation.Details?.Says(Wanted.Details) is true;
        var quiet = isSaid ? null : QuietUntil(invitation, now);
        if (!isSaid && quiet is null)
            return (InvitationStep.Details, invitation.GatherUntil, null);

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
