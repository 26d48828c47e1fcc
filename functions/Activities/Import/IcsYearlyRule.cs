using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// The yearly rules that time zones have (RFC 5545, section 3.3.10): the nth or last weekday of a month, the weekday
/// among some of its days, or one day of it.
/// </summary>
/// <param name="Nth">From 1, or from -1 backwards; 0 where <paramref name="Days"/> say which.</param>
/// <param name="Until">The last day of the rule; null for none.</param>
internal sealed record IcsYearlyRule(
    int Month, IsoDayOfWeek? Weekday, int Nth, IReadOnlyList<int> Days, LocalDate? Until)
{
    private static readonly string[] Weekdays = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>Null for no rule, or one of another form: then what it begins with stands for all.</summary>
    public static IcsYearlyRule? Read(string? text, LocalDateTime first)
    {
        var parts = (text ?? "").ToUpperInvariant().Split(';', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
                .Where(part => part.Length == 2)
                .GroupBy(part => part[0], part => part[1], StringComparer.Ordinal)
                .ToDictionary(part => part.Key, part => part.First(), StringComparer.Ordinal);
        if (parts.GetValueOrDefault("FREQ") != "YEARLY")
            return null;
        var (month, nth, weekday) = (Number(parts.GetValueOrDefault("BYMONTH")) ?? first.Month, 0, (IsoDayOfWeek?)null);
        if (parts.TryGetValue("BYDAY", out var byDay))
        {
            if (byDay.Length < 2
                || Array.IndexOf(Weekdays, byDay[^2..]) is not (> 0 and var day)
                || (byDay.Length > 2 && Number(byDay[..^2]) is null))
                return null;
            (weekday, nth) = ((IsoDayOfWeek)day, byDay.Length > 2 ? Number(byDay[..^2])!.Value : 0);
        }

        var days = (parts.GetValueOrDefault("BYMONTHDAY") ?? "").Split(',').Select(Number).OfType<int>().ToList();
        if (month is < 1 or > 12 || Math.Abs(nth) > 5)
            return null;
        if (weekday is null && days.Count == 0)
            days.Add(first.Day);
        var until = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd")
            .Parse(parts.GetValueOrDefault("UNTIL") is { Length: >= 8 } given ? given[..8] : "");
        return new IcsYearlyRule(month, weekday, nth, days, until.Success ? until.Value : null);
    }

    public LocalDate? DayIn(int year)
    {
        if (year is < 1 or > 9998)
            return null;
        var length = CalendarSystem.Iso.GetDaysInMonth(year, Month);
        var days = Enumerable.Range(1, length)
            .Where(day => Days.Count == 0 || Days.Contains(day) || Days.Contains(day - length - 1))
            .Select(day => new LocalDate(year, Month, day))
                .Where(date => Weekday is null || date.DayOfWeek == Weekday)
                .ToList();
        if (days.Count == 0)
            return null;

        // A fifth Sunday is the last one, as Exchange counts.
        return Nth switch
        {
            0 => days[0],
            > 0 => days[Math.Min(Nth, days.Count) - 1],
            _ => days[Math.Max(days.Count + Nth, 0)],
        };
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
