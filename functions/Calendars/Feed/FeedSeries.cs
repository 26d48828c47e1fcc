using System.Globalization;
using NodaTime.Text;
using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Calendars.Feed;

/// <summary>
/// A series in the feed: one entry with its rule and the dates left out, and one for each date that is moved (RFC 5545,
/// sections 3.8.5 and 3.8.4.4).
/// </summary>
internal static class FeedSeries
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public static void Write(IcsWriter writer, ActivityDefinition definition)
    {
        if (definition.Repeats is not { } repeats || repeats.PatternFrom(definition.Start.Date) is not { } pattern)
            return;
        writer.Line("RRULE", Rule(repeats, pattern, definition));
        var left = pattern.Dates().Intersect(repeats.Except).Select(date => Local.Format(date + definition.Start.TimeOfDay));
        if (string.Join(',', left) is { Length: > 0 } dates)
            writer.Line($"EXDATE;TZID={definition.TimeZone}", dates);
    }

    public static void WriteMoved(IcsWriter writer, ActivityDefinition definition, MovedDate moved) =>
        writer.Line($"RECURRENCE-ID;TZID={definition.TimeZone}", Local.Format(moved.Date + definition.Start.TimeOfDay));

    private static string Rule(Repetition repeats, WeeklyPattern pattern, ActivityDefinition definition)
    {
        // The end is a moment in UTC where the start is on a zone's clock (section 3.3.10).
        var end = repeats.Times is { } times
            ? string.Create(CultureInfo.InvariantCulture, $"COUNT={times}")
            : $"UNTIL={Utc.Format(WallClock.At(pattern.Last + definition.Start.TimeOfDay, definition.Zone))}";
        var days = string.Join(',', pattern.Days.Select(day => WeeklyPattern.Codes[(int)day - 1]));
        return string.Create(
            CultureInfo.InvariantCulture, $"FREQ=WEEKLY;INTERVAL={pattern.Interval};BYDAY={days};WKST=MO;{end}");
    }
}
