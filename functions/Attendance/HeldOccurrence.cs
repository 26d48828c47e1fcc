using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;

namespace Pathway.Functions.Attendance;

/// <summary>One time that an activity was held, of which reports are awaited.</summary>
internal sealed record HeldOccurrence(Activity Activity, Occurrence Occurrence)
{
    public Instant StartsAt => WallClock.At(Occurrence.Start, Activity.Definition.Zone);

    public Instant EndsAt => WallClock.At(Occurrence.End, Activity.Definition.Zone);

    /// <summary>What is known of it before anything is known.</summary>
    public AttendanceState Unknown => new(Activity.Id)
    {
        Date = Activity.Definition.Repeats is null ? null : Occurrence.Date,
        StartedAt = StartsAt.ToDateTimeOffset(),
    };

    public static IEnumerable<HeldOccurrence> AllOf(Activity activity) =>
        activity.Definition.Occurrences().Select(occurrence => new HeldOccurrence(activity, occurrence));

    /// <summary>
    /// Whether a session was this one: of a series, the nearest in time, for people come early and stay late. What is
    /// held once has all sessions of its meeting.
    /// </summary>
    public bool Had(MeetingReport report) =>
        Activity.Definition.Repeats is null
        || (report.StartedAt is { } start
            && AllOf(Activity).MinBy(held => Math.Abs((held.StartsAt - start).TotalSeconds))?.Occurrence.Date == Occurrence.Date);
}
