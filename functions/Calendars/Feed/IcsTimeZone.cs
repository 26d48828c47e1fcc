using System.Globalization;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Pathway.Functions.Calendars.Feed;

/// <summary>
/// A VTIMEZONE (RFC 5545, section 3.6.5): each kind of clock change once, with the rule it follows or else its dates.
/// </summary>
internal static class IcsTimeZone
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly string[] Days = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <param name="from">Before the first time that is written in this zone.</param>
    /// <param name="to">After the last.</param>
    public static void Write(IcsWriter writer, DateTimeZone zone, Instant from, Instant to)
    {
        // A year more on either side, so that both of a year's changes are there.
        var intervals = zone.GetZoneIntervals(from - Duration.FromDays(400), to + Duration.FromDays(800)).ToList();
        writer.Line("BEGIN", "VTIMEZONE").Line("TZID", zone.Id);
        var changes = intervals.Skip(1).Zip(intervals, (after, before) => new Change(before, after)).ToList();
        if (changes.Count == 0)
            Observance(writer, intervals[0], intervals[0].WallOffset, new LocalDateTime(1970, 1, 1, 0, 0), []);
        foreach (var same in changes.GroupBy(change => (change.Before.WallOffset, change.After.WallOffset, change.After.Name)))
        {
            var onsets = same.Select(change => change.Onset).ToList();
            Observance(writer, same.First().After, same.First().Before.WallOffset, onsets[0], onsets);
        }

        writer.Line("END", "VTIMEZONE");
    }

    private static void Observance(
        IcsWriter writer, ZoneInterval interval, Offset before, LocalDateTime start, List<LocalDateTime> onsets)
    {
        var kind = interval.Savings == Offset.Zero ? "STANDARD" : "DAYLIGHT";
        writer.Line("BEGIN", kind).Line("DTSTART", Local.Format(start))
            .Line("TZOFFSETFROM", Write(before))
                .Line("TZOFFSETTO", Write(interval.WallOffset))
                .Text("TZNAME", interval.Name);
        if (onsets.Count > 1 && Rule(onsets) is { } rule)
            writer.Line("RRULE", rule);
        else
            foreach (var onset in onsets.Skip(1))
                writer.Line("RDATE", Local.Format(onset));
        writer.Line("END", kind);
    }

    /// <summary>
    /// Every year on the last or the nth such weekday of the month, at the same time; null when it is not so.
    /// </summary>
    private static string? Rule(List<LocalDateTime> onsets)
    {
        var first = onsets[0];
        if (!onsets.TrueForAll(onset => onset.Month == first.Month
                && onset.DayOfWeek == first.DayOfWeek
                && onset.TimeOfDay == first.TimeOfDay)
            || onsets.Zip(onsets.Skip(1)).Any(pair => pair.Second.Year != pair.First.Year + 1))
            return null;
        int? which = onsets.TrueForAll(onset => onset.Date.PlusWeeks(1).Month != onset.Month) ? -1
            : onsets.TrueForAll(onset => (onset.Day - 1) / 7 == (first.Day - 1) / 7) ? ((first.Day - 1) / 7) + 1
            : null;
        return which is null
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"FREQ=YEARLY;BYMONTH={first.Month};BYDAY={which}{Days[(int)first.DayOfWeek]}");
    }

    private static string Write(Offset offset)
    {
        var seconds = Math.Abs(offset.Seconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(offset.Seconds < 0 ? '-' : '+')}{seconds / 3600:00}{seconds / 60 % 60:00}");
    }

    /// <summary>From one interval to the next; the onset is on the clock as it was before.</summary>
    private sealed record Change(ZoneInterval Before, ZoneInterval After)
    {
        public LocalDateTime Onset => After.Start.WithOffset(Before.WallOffset).LocalDateTime;
    }
}
