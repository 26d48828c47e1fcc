using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>What one pull knows and finds.</summary>
public sealed class PullContext(IEnumerable<Activity> activities, GuestList guests, Instant now)
{
    private readonly Dictionary<ActivityId, Activity> activities = activities.ToDictionary(activity => activity.Id);

    public GuestList Guests => guests;

    public Instant Now => now;

    public IEnumerable<Activity> Ahead => activities.Values.Where(activity => !activity.IsCancelled && activity.IsAhead(now));

    /// <summary>Events that were in the answer.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>Activities whose first event was deleted in Outlook.</summary>
    public HashSet<ActivityId> Deleted { get; } = [];

    /// <summary>True when a change met an invitation that was being worked on.</summary>
    public bool IsUnsettled { get; set; }

    public Activity? Find(ActivityId id) => activities.GetValueOrDefault(id);

    /// <summary>What later changes of this pull see.</summary>
    public void Learn(Activity activity) => activities[activity.Id] = activity;
}
