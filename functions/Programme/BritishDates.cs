using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Programme;

/// <summary>
/// Days and times as people in Britain write them: <c>Wed 9 December, 14:00</c>, with the year where it is another
/// one.
/// </summary>
public sealed record BritishDates(LocalDate Today)
{
    public string Day(LocalDate date)
    {
        var month = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month);
        var year = date.Year == Today.Year ? "" : string.Create(CultureInfo.InvariantCulture, $" {date.Year}");
        return string.Create(CultureInfo.InvariantCulture, $"{date.DayOfWeek.ToString()[..3]} {date.Day} {month}{year}");
    }

    public string Moment(LocalDateTime time) => $"{Day(time.Date)}, {Clock(time.TimeOfDay)}";

    /// <summary>A moment on the clock of London.</summary>
    public string Moment(DateTimeOffset at) =>
        Moment(Instant.FromDateTimeOffset(at).InZone(LondonClock.London).LocalDateTime);

    /// <summary>
    /// The same with year and clock, where nobody knows when or by whom it is read: <c>Wed 9 December 2026, 14:00 UK time</c>.
    /// </summary>
    public static string InFull(DateTimeOffset at)
    {
        var there = Instant.FromDateTimeOffset(at).InZone(LondonClock.London).LocalDateTime;
        return $"{DayInFull(there.Date)}, {Clock(there.TimeOfDay)} UK time";
    }

    /// <summary>The day alone, with its year.</summary>
    public static string DayInFull(LocalDate date) => new BritishDates(LocalDate.MinIsoValue).Day(date);

    /// <summary>From when to when; the day once where it is the same, and no hours where it is whole days.</summary>
    public string Span(LocalDateTime start, LocalDateTime end)
    {
        if (!IsAllDay(start, end))
            return $"{Moment(start)} to {(start.Date == end.Date ? Clock(end.TimeOfDay) : Moment(end))}";
        var last = end.PlusTicks(-1).Date;
        return start.Date == last ? $"{Day(last)}, all day" : $"{Day(start.Date)} to {Day(last)}, all day";
    }

    /// <summary>From midnight to midnight, or to the minute before it, as people type it who are asked for an hour.</summary>
    public static bool IsAllDay(LocalDateTime start, LocalDateTime end) =>
        start.TimeOfDay == LocalTime.Midnight && end > start
        && (end.TimeOfDay == LocalTime.Midnight || end.TimeOfDay == new LocalTime(23, 59));

    /// <summary>A moment of today to the second, on the clock of London: <c>08:30:12</c>.</summary>
    public static string Second(Instant at) =>
        LocalTimePattern.ExtendedIso.Format(at.InZone(LondonClock.London).TimeOfDay.With(TimeAdjusters.TruncateToSecond));

    public static string Clock(LocalTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Hour:D2}:{time.Minute:D2}");
}
