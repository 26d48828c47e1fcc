using NodaTime;
using Pathway.Functions.Tests.Engagement.Onlooker;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>Days of which figures are told: a school day, a week, or the academic year up to a Sunday.</summary>
internal sealed record Span(int First, int Last)
{
    public const int Weeks = TermScene.Days / 7;

    public static IReadOnlyList<Span> All { get; } =
    [
        .. Enumerable.Range(0, TermScene.Days).Where(day => day % 7 < 5).Select(day => new Span(day, day)),
        .. Enumerable.Range(0, Weeks).Select(Week),
        .. Enumerable.Range(1, Weeks - 1).Select(SoFar),
    ];

    public static IEnumerable<Span> SchoolDays => All.Where(span => span.First == span.Last);

    public bool IsSoFar => Last - First > 6;

    public static Span Week(int week) => new(7 * week, (7 * week) + 6);

    public static Span SoFar(int week) => new(0, (7 * week) + 6);

    public static Span Day(LocalDate date) => new(DayOf(date), DayOf(date));

    public static int DayOf(LocalDate date) => Period.DaysBetween(TermScene.FirstDay, date);

    /// <summary>What it is made of: a week of days, the year so far of itself a week before and the week.</summary>
    public IEnumerable<Span> Parts => (Last - First) switch
    {
        0 => [],
        6 => SchoolDays.Where(day => day.First >= First && day.Last <= Last),
        _ => [SoFar((Last / 7) - 1), Week(Last / 7)],
    };
}
