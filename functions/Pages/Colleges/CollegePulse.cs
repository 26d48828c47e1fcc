using NodaTime;
using Pathway.Functions.Colleges;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>How a college is: when something was last reported, and whether that is too long ago.</summary>
/// <param name="LastSeen">Null when nothing came in the weeks looked at.</param>
/// <param name="SilentDays">Since then, or since the college joined; null when that was before the weeks looked at.</param>
public sealed record CollegePulse(College College, LocalDate? LastSeen, int? SilentDays, bool IsSilent)
{
    public string Silence =>
        SilentDays is { } days ? $"has been silent for {days} days" : "has been silent for five weeks or more";

    public static CollegePulse From(College college, LocalDate? lastSeen, LocalDate from, LocalDate today, int quietDays)
    {
        var since = (lastSeen, college.JoinedOn) switch
        {
            ({ } last, { } joined) => LocalDate.Max(last, joined),
            (var last, var joined) => last ?? joined,
        };
        int? days = since is { } day && day >= from ? Period.DaysBetween(day, today) : null;
        return new CollegePulse(college, lastSeen, days, days is null || days >= quietDays);
    }
}
