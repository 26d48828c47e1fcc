using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>Days from the first to the last, both included, in Europe/London.</summary>
public sealed record DateWindow(LocalDate From, LocalDate To)
{
    /// <summary>Three academic years: longer than a course.</summary>
    public const int MaxDays = 3 * 366;

    public int Days => Period.DaysBetween(From, To) + 1;

    /// <summary>The same days a year before; of more than a year, as many years before as it takes to share no day.</summary>
    public DateWindow YearBefore()
    {
        var years = 1;
        while (To.PlusYears(-years) >= From)
            years++;
        return new(From.PlusYears(-years), To.PlusYears(-years));
    }

    /// <summary>From <c>?from=&amp;to=</c>; without them the academic year so far.</summary>
    public static DateWindow? Read(HttpRequest request, LocalDate today, List<Fault> faults)
    {
        var to = Date(request, "to", faults) ?? today;
        var from = Date(request, "from", faults) ?? AcademicYear.Containing(to).FirstDay;
        if (faults.Count > 0)
            return null;
        var window = new DateWindow(from, to);
        if (from > to)
            faults.Add(new Fault("/from", "is after to."));
        else if (window.Days > MaxDays)
            faults.Add(new Fault("/from", $"is more than {MaxDays} days before to."));
        return faults.Count > 0 ? null : window;
    }

    private static LocalDate? Date(HttpRequest request, string name, List<Fault> faults)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0)
            return null;

        // A whole time is taken for its day in London: callers have both.
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
            return date.Value;
        if (Rfc3339.Parse(text) is { } time)
            return LondonClock.DateOf(time);
        faults.Add(new Fault($"/{name}", "is not a date, such as 2026-11-16."));
        return null;
    }
}
