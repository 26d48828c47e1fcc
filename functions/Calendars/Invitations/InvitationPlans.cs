using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Plans all invitations of an activity.</summary>
internal static class InvitationPlans
{
    /// <summary>The shards of the meeting come first, then those of each milestone, then what is to be taken away.</summary>
    /// <param name="titles">What the activity's resources are called; null where nothing is written.</param>
    public static IReadOnlyList<InvitationPlan> For(
        Activity activity,
        GuestList guests,
        IReadOnlyList<Invitation> known,
        ResourceLinks links,
        IReadOnlyDictionary<ResourceId, string>? titles = null)
    {
        var invited = guests.For(activity.Definition.Audience);
        var addresses = invited.ToDictionary(guest => guest.Hash, guest => guest.Address);
        var plans = new List<InvitationPlan>();
        foreach (var wanted in activity.IsCancelled ? [] : WantedEvent.AllOf(activity.Definition, links, titles))
        {
            var shards = known.Where(invitation => invitation.Key.Part == wanted.Part).ToList();
            var before = shards.ToDictionary(invitation => invitation.Key.Shard, invitation => invitation.Members);
            var taken = shards.ToDictionary(invitation => invitation.Key.Shard, invitation => invitation.Guests);
            plans.AddRange(Shards.Assign(invited, before, taken).Select(shard =>
                new InvitationPlan(activity, new(wanted.Part, shard.Key), wanted, shard.Value, addresses)));
        }

        var planned = plans.Select(plan => plan.Key).ToHashSet();
        plans.AddRange(known.Where(invitation => !planned.Contains(invitation.Key))
            .Select(invitation => new InvitationPlan(activity, invitation.Key, null, AddressSet.Empty, addresses)));
        return plans;
    }
}
