using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// Some days of every week, or of every other one, from a first date to a last, both among them. A week begins on
/// Monday. It is all that the app knows of repeating; its text is its identity.
/// </summary>
/// <param name="Interval">1 or 2 weeks.</param>
/// <param name="Days">In the order of the week, each once.</param>
public sealed record WeeklyPattern(int Interval, IReadOnlyList<IsoDayOfWeek> Days, LocalDate First, LocalDate Last)
{
    /// <summary>How many dates a series may have: every school day of a year.</summary>
    public const int MostDates = 200;

    /// <summary>The days as iCalendar writes them (RFC 5545, section 3.3.10), from Monday on.</summary>
    public static readonly IReadOnlyList<string> Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public IEnumerable<LocalDate> Dates() => Endless(Interval, Days, First).TakeWhile(date => date <= Last);

    /// <summary>The pattern that ends on or before a date; null when it has no date, or more than a series may have.</summary>
    public static WeeklyPattern? Until(int interval, IEnumerable<IsoDayOfWeek> days, LocalDate first, LocalDate until) =>
        Ending(interval, days, dates => dates.TakeWhile(date => date <= until), first);

    /// <summary>The pattern of so many dates.</summary>
    public static WeeklyPattern? Times(int interval, IEnumerable<IsoDayOfWeek> days, LocalDate first, int times) =>
        times is < 1 or > MostDates ? null : Ending(interval, days, dates => dates.Take(times), first);

    public override string ToString()
    {
        var days = string.Join(',', Days.Select(day => Codes[(int)day - 1]));
        var (first, last) = (LocalDatePattern.Iso.Format(First), LocalDatePattern.Iso.Format(Last));
        return string.Create(CultureInfo.InvariantCulture, $"{Interval} {days} {first} {last}");
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static WeeklyPattern? Parse(string? text)
    {
        if (text?.Split(' ') is not [var interval, var days, var first, var last]
            || LocalDatePattern.Iso.Parse(first) is not { Success: true, Value: var from }
            || LocalDatePattern.Iso.Parse(last) is not { Success: true, Value: var to })
            return null;
        return new WeeklyPattern(
            int.Parse(interval, CultureInfo.InvariantCulture),
            [.. days.Split(',').Select(code => (IsoDayOfWeek)(Codes.ToList().IndexOf(code) + 1))],
            from,
            to);
    }

    private static WeeklyPattern? Ending(
        int interval, IEnumerable<IsoDayOfWeek> days, Func<IEnumerable<LocalDate>, IEnumerable<LocalDate>> until, LocalDate first)
    {
        IsoDayOfWeek[] ordered = [.. days.Distinct().Order()];
        if (ordered.Length == 0)
            return null;
        var dates = until(Endless(interval, ordered, first)).Take(MostDates + 1).ToList();
        return dates.Count is 0 or > MostDates ? null : new WeeklyPattern(interval, ordered, dates[0], dates[^1]);
    }

    private static IEnumerable<LocalDate> Endless(int interval, IReadOnlyList<IsoDayOfWeek> days, LocalDate first)
    {
        for (var monday = first.PlusDays(1 - (int)first.DayOfWeek); ; monday = monday.PlusWeeks(interval))
        {
            foreach (var day in days)
            {
                if (monday.PlusDays((int)day - 1) is var date && date >= first)
                    yield return date;
            }
        }
    }
}
