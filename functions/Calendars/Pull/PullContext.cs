using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>What one pull knows and finds.</summary>
public sealed class PullContext(
    Mailbox mailbox,
    IEnumerable<Activity> activities,
    GuestList guests,
    IEnumerable<string> setAside,
    Interval window,
    Instant now)
{
    private readonly Dictionary<ActivityId, Activity> activities = activities.ToDictionary(activity => activity.Id);

    /// <summary>Whose calendar is followed.</summary>
    public Mailbox Mailbox => mailbox;

    public GuestList Guests => guests;

    public Instant Now => now;

    /// <summary>Of which time Graph tells.</summary>
    public Interval Window => window;

    /// <summary>Events that were set aside before.</summary>
    public IReadOnlySet<string> SetAside { get; } = setAside.ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// True when Graph or the calendar seems to have been brought back from earlier: then no deletion is believed unasked.
    /// </summary>
    public bool IsDoubtful { get; set; }

    public IEnumerable<Activity> Ahead =>
        activities.Values.Where(activity => !activity.IsCancelled && activity.IsAhead(now));

    /// <summary>Events that were in the answer.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>Series of which a single date was in the answer.</summary>
    public HashSet<string> Series { get; } = new(StringComparer.Ordinal);

    /// <summary>Single dates of series as they were told, in order.</summary>
    public List<SeenEvent> Days { get; } = [];

    /// <summary>Whether every event of the window was told, and not only what changed.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Something is gone that nobody knows: it may have been a date of any series.</summary>
    public bool HasLostDays { get; set; }

    /// <summary>Activities whose first event was deleted in Outlook.</summary>
    public HashSet<ActivityId> Deleted { get; } = [];

    /// <summary>True when a change met an invitation that was being worked on.</summary>
    public bool IsUnsettled { get; set; }

    public Activity? Find(ActivityId id) => activities.GetValueOrDefault(id);

    /// <summary>What later changes of this pull see.</summary>
    public void Learn(Activity activity) => activities[activity.Id] = activity;
}
