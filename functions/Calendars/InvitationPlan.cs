using Pathway.Functions.Activities;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Calendars;

/// <summary>What one invitation should come to: the event as it should be, or none, and who is in it.</summary>
public sealed record InvitationPlan(Activity Activity, InvitationKey Key, WantedEvent? Wanted, AddressSet Members, IReadOnlyDictionary<ulong, string> Addresses)
{
    /// <summary>Those to be in the event, but for whom Exchange refused since the activity last changed.</summary>
    public AddressSet Target(Invitation invitation, AddressHash hash)
    {
        if (invitation.TriedVersion != Activity.Version || invitation.Refused.Count == 0)
            return Members;
        var refused = AddressSet.Of(invitation.Refused.Select(hash.Of));
        return AddressSet.Of(Members.Except(refused));
    }

    public IEnumerable<string> AddressesOf(AddressSet set) => Addresses.Where(entry => set.Contains(entry.Key)).Select(entry => entry.Value);

    /// <summary>What is to be done next, and from when on.</summary>
    public (InvitationStep Step, DateTimeOffset? GatherUntil) Next(Invitation invitation, AddressHash hash, DateTimeOffset now, TimeSpan gather)
    {
        if (Wanted is null)
            return (invitation.HasEvent ? InvitationStep.Cancel : InvitationStep.None, null);
        var stuck = invitation.IsStuck && invitation.TriedVersion == Activity.Version && invitation.Members.SameAs(Members);
        if (invitation.IsMissing || stuck)
            return (InvitationStep.None, null);
        if (!invitation.HasEvent)
            return (InvitationStep.Create, null);
        if (invitation.Details?.Says(Wanted.Details) is not true)
            return (InvitationStep.Details, invitation.GatherUntil);

        var target = Target(invitation, hash);
        if (target.SameAs(invitation.Invited))
            return (InvitationStep.None, null);
        var until = invitation.GatherUntil ?? now + gather;
        var atOnce = !target.Covers(invitation.Invited) || invitation.Invited.Count == 0 || until <= now;
        return atOnce ? (InvitationStep.Attendees, null) : (InvitationStep.None, until);
    }
}

/// <summary>Plans all invitations of an activity.</summary>
internal static class InvitationPlans
{
    /// <summary>The shards of the meeting come first, then those of each milestone, then what is to be taken away.</summary>
    /// <param name="titles">What the activity's resources are called; null where nothing is written.</param>
    public static IReadOnlyList<InvitationPlan> For(Activity activity, GuestList guests, IReadOnlyList<Invitation> ledger, ResourceLinks links, IReadOnlyDictionary<ResourceId, string>? titles = null)
    {
        var invited = guests.For(activity.Definition.Audience);
        var addresses = invited.ToDictionary(guest => guest.Hash, guest => guest.Address);
        var plans = new List<InvitationPlan>();
        foreach (var wanted in activity.IsCancelled ? [] : WantedEvent.Of(activity.Definition, links, titles))
        {
            var before = ledger.Where(invitation => invitation.Key.Part == wanted.Part).ToDictionary(invitation => invitation.Key.Shard, invitation => invitation.Members);
            plans.AddRange(Shards.Assign(invited, before).Select(shard =>
                new InvitationPlan(activity, new(wanted.Part, shard.Key), wanted, shard.Value, addresses)));
        }

        var planned = plans.Select(plan => plan.Key).ToHashSet();
        plans.AddRange(ledger.Where(invitation => !planned.Contains(invitation.Key))
            .Select(invitation => new InvitationPlan(activity, invitation.Key, null, AddressSet.Empty, addresses)));
        return plans;
    }
}
