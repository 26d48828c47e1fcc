using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests;

/// <summary>
/// When a week's digests are due: the Monday after it at 07:00 in Europe/London, which is 06:00 or 07:00 UTC. A
/// frequent timer asks; it may be late by <see cref="Grace"/>, and what is later still is left to a person.
/// </summary>
public static class DigestCalendar
{
    public static readonly Duration Grace = Duration.FromHours(24);

    private static readonly LocalTime Seven = new(7, 0);

    /// <summary>The clocks change on Sundays, so seven on a Monday is there exactly once.</summary>
    public static Instant DueAt(IsoWeek week) =>
        (week.Next.Monday + Seven).InZoneStrictly(LondonClock.London).ToInstant();

    /// <summary>The last instant at which the timer still sends the week's digests.</summary>
    public static Instant LateAfter(IsoWeek week) => DueAt(week) + Grace;

    /// <summary>The week whose digests are to be sent now, or null.</summary>
    public static IsoWeek? DueWeek(Instant now)
    {
        var week = LastFullWeek(now);
        return now >= DueAt(week) && now <= LateAfter(week) ? week : null;
    }

    /// <summary>The last week of which every day is over in London.</summary>
    public static IsoWeek LastFullWeek(Instant now) => IsoWeek.Containing(LondonClock.DateOf(now)).Previous;

    /// <summary>
    /// Whether the week was over before the college joined: then there is nothing to tell it of that week, unless it
    /// reported it later.
    /// </summary>
    public static bool IsBefore(IsoWeek week, College college) =>
        college.JoinedOn is { } joined && week.Sunday < joined;

    public static bool IsOver(IsoWeek week, Instant now) => LondonClock.DateOf(now) > week.Sunday;
}
