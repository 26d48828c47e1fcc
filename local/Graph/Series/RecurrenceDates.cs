using NodaTime;

namespace Pathway.GraphSimulator.Series;

/// <summary>
/// The days of a recurrence, in order (https://learn.microsoft.com/graph/outlook-schedule-recurring-events). A month
/// without the wanted day has its last day instead, as Outlook says when one makes such a series.
/// </summary>
internal static class RecurrenceDates
{
    public static readonly IReadOnlyDictionary<string, IsoDayOfWeek> Days = Enum.GetValues<IsoDayOfWeek>()
        .Where(day => day != IsoDayOfWeek.None).ToDictionary(day => day.ToString().ToLowerInvariant());

    public static readonly IReadOnlyList<string> Indexes = ["first", "second", "third", "fourth", "last"];

    /// <summary>A series without an end is followed for so long.</summary>
    private const int YearsWithoutEnd = 20;

    public static IEnumerable<LocalDate> Enumerate(Recurrence recurrence)
    {
        var range = recurrence.Range;
        var horizon = range.Last ?? range.First.PlusYears(YearsWithoutEnd);
        var dates = Endless(recurrence.Pattern, range.First)
            .SkipWhile(date => date < range.First)
            .TakeWhile(date => date <= horizon);
        return range.Type == "numbered" ? dates.Take(range.NumberOfOccurrences) : dates;
    }

    private static IEnumerable<LocalDate> Endless(RecurrencePattern pattern, LocalDate first) => pattern.Type switch
    {
        "daily" => Steps(step => first.PlusDays(step * pattern.Interval)),
        "weekly" => Steps(step => WeekOf(first, pattern).PlusWeeks(step * pattern.Interval))
            .SelectMany(week => DaysOf(pattern, week, count: 7)),
        "absoluteMonthly" => Steps(step => InMonth(MonthOf(first).PlusMonths(step * pattern.Interval), pattern)),
        "relativeMonthly" => Steps(step => Relative(MonthOf(first).PlusMonths(step * pattern.Interval), pattern)),
        "absoluteYearly" => Steps(step => InMonth(YearOf(first, pattern).PlusYears(step * pattern.Interval), pattern)),
        "relativeYearly" => Steps(step => Relative(YearOf(first, pattern).PlusYears(step * pattern.Interval), pattern)),
        _ => throw new InvalidOperationException($"A pattern of type '{pattern.Type}' was not refused."),
    };

    private static IEnumerable<T> Steps<T>(Func<int, T> at)
    {
        for (var step = 0; ; step++)
            yield return at(step);
    }

    private static LocalDate MonthOf(LocalDate date) => new(date.Year, date.Month, 1);

    private static LocalDate YearOf(LocalDate date, RecurrencePattern pattern) => new(date.Year, pattern.Month, 1);

    private static LocalDate WeekOf(LocalDate date, RecurrencePattern pattern)
    {
        var since = ((int)date.DayOfWeek - (int)Days[pattern.FirstDayOfWeek] + 7) % 7;
        return date.PlusDays(-since);
    }

    private static IEnumerable<LocalDate> DaysOf(RecurrencePattern pattern, LocalDate from, int count)
    {
        var wanted = pattern.DaysOfWeek.Select(day => Days[day]).ToHashSet();
        return Enumerable.Range(0, count).Select(from.PlusDays).Where(date => wanted.Contains(date.DayOfWeek));
    }

    private static LocalDate InMonth(LocalDate month, RecurrencePattern pattern) =>
        month.PlusDays(Math.Min(pattern.DayOfMonth, month.Calendar.GetDaysInMonth(month.Year, month.Month)) - 1);

    private static LocalDate Relative(LocalDate month, RecurrencePattern pattern)
    {
        var days = DaysOf(pattern, month, month.Calendar.GetDaysInMonth(month.Year, month.Month)).ToList();
        return pattern.Index == "last" ? days[^1] : days[Indexes.ToList().IndexOf(pattern.Index)];
    }
}
