using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Events;

/// <summary>
/// A weekly pattern as Graph's <c>patternedRecurrence</c>, and back: what it says that the app cannot say is no pattern.
/// </summary>
internal static class EventRecurrence
{
    /// <summary>What the details of an event say that repeats in a way the app does not know.</summary>
    public const string Unknown = "?";

    /// <param name="byNumber">
    /// Whether its end is written as a number of dates: the same dates said otherwise are another recurrence to
    /// Exchange, and make it forget what was changed singly.
    /// </param>
    public static PatternedRecurrence Write(WeeklyPattern pattern, string zone, bool byNumber) => new()
    {
        Pattern = new RecurrencePattern
        {
            Type = RecurrencePatternType.Weekly,
            Interval = pattern.Interval,
            DaysOfWeek = [.. pattern.Days.Select(day => (DayOfWeekObject?)Enum.Parse<DayOfWeekObject>(day.ToString()))],
            FirstDayOfWeek = DayOfWeekObject.Monday,
        },
        Range = RangeOf(pattern, zone, byNumber),
    };

    /// <param name="first">The day of the master's start, on the series' own clock.</param>
    public static WeeklyPattern? Read(PatternedRecurrence? recurrence, LocalDate first)
    {
        if (recurrence is not { Pattern: { } pattern, Range: { } range } || pattern.Interval is not (1 or 2))
            return null;
        var interval = pattern.Interval.Value;
        IsoDayOfWeek[] days = pattern.Type switch
        {
            RecurrencePatternType.Weekly =>
                [.. (pattern.DaysOfWeek ?? []).OfType<DayOfWeekObject>().Select(day => Enum.Parse<IsoDayOfWeek>(day.ToString()))],
            RecurrencePatternType.Daily when interval == 1 => [.. Enum.GetValues<IsoDayOfWeek>().Skip(1)],
            _ => [],
        };
        var alike = interval == 1 || days.Length == 1 || pattern.FirstDayOfWeek is DayOfWeekObject.Monday
            || (pattern.FirstDayOfWeek is null or DayOfWeekObject.Sunday && !days.Contains(IsoDayOfWeek.Sunday));
        if (!alike || !days.Contains(first.DayOfWeek))
            return null;
        return range.Type switch
        {
            RecurrenceRangeType.Numbered => WeeklyPattern.Times(interval, days, first, range.NumberOfOccurrences ?? 0),
            RecurrenceRangeType.EndDate when range.EndDate is { } end =>
                WeeklyPattern.Until(interval, days, first, new LocalDate(end.Year, end.Month, end.Day)),
            _ => null,
        };
    }

    /// <summary>Whether its end is written as a number of dates.</summary>
    public static bool IsByNumber(PatternedRecurrence? recurrence) =>
        recurrence?.Range?.Type is RecurrenceRangeType.Numbered;

    /// <summary>On whose clock it repeats; null when it does not say, or says something nobody knows.</summary>
    public static DateTimeZone? ZoneOf(PatternedRecurrence? recurrence) =>
        ZoneNames.Find(recurrence?.Range?.RecurrenceTimeZone) is { } name
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
            : null;

    // What is not of the form is left unset: the client writes a null that was set, and some of them more than once.
    private static RecurrenceRange RangeOf(WeeklyPattern pattern, string zone, bool byNumber)
    {
        var range = new RecurrenceRange { StartDate = DayOf(pattern.First), RecurrenceTimeZone = zone };
        if (byNumber)
            (range.Type, range.NumberOfOccurrences) = (RecurrenceRangeType.Numbered, pattern.Dates().Count());
        else
            (range.Type, range.EndDate) = (RecurrenceRangeType.EndDate, DayOf(pattern.Last));
        return range;
    }

    private static Date DayOf(LocalDate date) => new(date.Year, date.Month, date.Day);
}
