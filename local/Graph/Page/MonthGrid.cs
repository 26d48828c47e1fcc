using NodaTime;
using NodaTime.Text;

namespace Pathway.GraphSimulator.Page;

/// <summary>A small month that leads to the days on which something is.</summary>
internal static class MonthGrid
{
    private static readonly LocalDatePattern Name = LocalDatePattern.CreateWithInvariantCulture("MMMM uuuu");

    private static readonly string[] DayNames =
    [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ];

    /// <summary>This month and those after it with events, three at most.</summary>
    public static IEnumerable<Markup> Months(Agenda agenda)
    {
        var busy = agenda.Entries.Where(entry => !entry.IsCancelled).Select(entry => entry.Day).ToHashSet();
        var current = new LocalDate(agenda.Today.Year, agenda.Today.Month, 1);
        return busy.Select(day => new LocalDate(day.Year, day.Month, 1))
            .Where(month => month > current)
            .Distinct()
            .Order()
            .Take(2)
            .Prepend(current)
            .Select(month => Month(month, agenda.Today, busy));
    }

    private static Markup Month(LocalDate first, LocalDate today, HashSet<LocalDate> busy)
    {
        var monday = first.PlusDays(1 - (int)first.DayOfWeek);
        var weeks = Enumerable.Range(0, 6)
            .Select(week => monday.PlusWeeks(week))
            .Where(day => day < first.PlusMonths(1))
            .Select(week => Enumerable.Range(0, 7).Select(day => Cell(week.PlusDays(day), first, today, busy)))
            .Select(cells => Markup.From($"<tr>{cells}</tr>"));
        return Markup.From($"""
            <table class="mini">
            <caption>{Name.Format(first)}</caption>
            <thead><tr>{DayNames.Select(day => Markup.From($"<th scope=\"col\" abbr=\"{day}\">{day[0]}</th>"))}</tr></thead>
            <tbody>{weeks}</tbody>
            </table>
            """);
    }

    private static Markup Cell(LocalDate day, LocalDate first, LocalDate today, HashSet<LocalDate> busy)
    {
        if (day.Month != first.Month)
            return Markup.From($"<td></td>");

        var now = day == today ? "now" : "";
        return busy.Contains(day)
            ? Markup.From($"<td><a class=\"{now}\" href=\"#d{LocalDatePattern.Iso.Format(day)}\">{day.Day}</a></td>")
            : Markup.From($"<td><span class=\"{now}\">{day.Day}</span></td>");
    }
}
