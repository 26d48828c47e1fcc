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

    public string Of(LocalDate date)
    {
        if (terms.Count > 0)
            return terms.Where(term => term.From <= date && date <= term.To)
                .Select(term => term.Name)
                .FirstOrDefault(Between);
        var year = AcademicYear.Of(date);
        var season = date >= new LocalDate(year.Start, 9, 1) && date.Year == year.Start ? "autumn"
            : date < new LocalDate(year.Start + 1, 4, 16) ? "spring"
            : "summer";
        return $"{year.Start}-{(year.Start + 1) % 100:D2} {season}";
    }

    private static int Apart(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));
}
