using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Programme;

/// <summary>Which term a day in Europe/London belongs to.</summary>
public sealed class AcademicTerms(IOptions<TermsOptions> options)
{
    /// <summary>Days between the terms that are configured.</summary>
    public const string Between = "between terms";

    // A term begins some weeks earlier or later from year to year, Easter being what it is.
    private const int MostShift = 42;

    private readonly IReadOnlyList<(string Name, LocalDate From, LocalDate To)> terms =
    [
        .. options.Value.Dates.Select(term =>
            (term.Name, LocalDatePattern.Iso.Parse(term.From).Value, LocalDatePattern.Iso.Parse(term.To).Value)),
    ];

    /// <summary>
    /// Where the days are exactly one of the configured terms, that term a year before as it is configured; else
    /// null.
    /// </summary>
    public (LocalDate From, LocalDate To)? YearBefore(LocalDate from, LocalDate to)
    {
        if (!terms.Any(term => term.From == from && term.To == to))
            return null;
        var then = from.PlusYears(-1);
        return terms.Where(term => Apart(term.From, then) <= MostShift)
            .OrderBy(term => Apart(term.From, then))
            .Select(term => ((LocalDate, LocalDate)?)(term.From, term.To))
            .FirstOrDefault();
    }

    /// <summary>
    /// The terms that have begun, newest first: those that are configured, or the seasons of this academic year and
    /// the one before.
    /// </summary>
    public IReadOnlyList<(string Name, LocalDate From, LocalDate To)> Begun(LocalDate today)
    {
        var year = AcademicYear.Containing(today);
        var known = terms.Count > 0 ? terms : [.. Seasons(year.Start), .. Seasons(year.Start - 1)];
        return [.. known.Where(term => term.From <= today).OrderByDescending(term => term.From)];
    }

    /// <summary>The term in which both days are, or null where they are in none or in two.</summary>
    public (LocalDate From, LocalDate To)? Around(LocalDate from, LocalDate to) =>
        // The last year of the calendar has one season of three.
        (terms.Count > 0 ? terms : AcademicYear.Containing(from) is { Start: < 9_999 } year ? Seasons(year.Start) : [])
            .Where(term => term.From <= from && to <= term.To)
            .Select(term => ((LocalDate, LocalDate)?)(term.From, term.To))
            .FirstOrDefault();

    public string NameAt(LocalDate date)
    {
        if (terms.Count > 0)
            return terms.Where(term => term.From <= date && date <= term.To)
                .Select(term => term.Name)
                .FirstOrDefault(Between);
        return Seasons(AcademicYear.Containing(date).Start).First(term => date <= term.To).Name;
    }

    /// <summary>Those of the academic year that begins in this calendar year, without a gap.</summary>
    private static (string Name, LocalDate From, LocalDate To)[] Seasons(int start)
    {
        var (name, year) = ($"{start}-{(start + 1) % 100:D2}", new AcademicYear(start));
        return
        [
            ($"{name} autumn", year.FirstDay, new(start, 12, 31)),
            ($"{name} spring", new(start + 1, 1, 1), new(start + 1, 4, 15)),
            ($"{name} summer", new(start + 1, 4, 16), year.LastDay),
        ];
    }

    private static int Apart(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));
}
