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
    /// <param name="hasEntries">Whether milestones are entries of their own. Those that are stay so: to take them out
    /// would mail everybody.</param>
    public static IReadOnlyList<InvitationPlan> For(
        Activity activity,
        GuestList guests,
        IReadOnlyList<Invitation> known,
        ResourceLinks links,
        IReadOnlyDictionary<ResourceId, string>? titles = null,
        bool hasEntries = false)
    {
        hasEntries |= known.Any(invitation => invitation.Key.Part.Length > 0 && invitation.HasEvent);
        var all = guests.With(activity.Definition.Speakers);
        var invited = all.For(activity.Definition.Audience);
        IReadOnlyList<Guest> meeting = [.. all.Speakers.Concat(invited).DistinctBy(guest => guest.Hash)];
        var addresses = meeting.ToDictionary(guest => guest.Hash, guest => guest.Address);
        var plans = new List<InvitationPlan>();
        foreach (var wanted in activity.IsCancelled ? [] : WantedEvent.AllOf(activity.Definition, links, titles, hasEntries))
        {
            var shards = known.Where(invitation => invitation.Key.Part == wanted.Part).ToList();
            var before = shards.ToDictionary(invitation => invitation.Key.Shard, invitation => invitation.Members);
            var taken = shards.ToDictionary(invitation => invitation.Key.Shard, invitation => invitation.Guests);
            plans.AddRange(Shards.Assign(wanted.Part.Length == 0 ? meeting : invited, before, taken).Select(shard =>
                new InvitationPlan(activity, new(wanted.Part, shard.Key), wanted, shard.Value, addresses)));
        }

        var planned = plans.Select(plan => plan.Key).ToHashSet();
        plans.AddRange(known.Where(invitation => !planned.Contains(invitation.Key))
            .Select(invitation => new InvitationPlan(activity, invitation.Key, null, AddressSet.Empty, addresses)));
        return plans;
    }
}
