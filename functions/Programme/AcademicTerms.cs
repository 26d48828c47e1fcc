using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Programme;

/// <summary>Which term a day in Europe/London belongs to.</summary>
public sealed class AcademicTerms(IOptions<TermsOptions> options)
{
    /// <summary>Days between the terms that are configured.</summary>
    public const string Between = "between terms";

    private readonly IReadOnlyList<(string Name, LocalDate From, LocalDate To)> terms =
    [
        .. options.Value.Dates.Select(term =>
            (term.Name, LocalDatePattern.Iso.Parse(term.From).Value, LocalDatePattern.Iso.Parse(term.To).Value)),
    ];

    public string Of(LocalDate date)
    {
        if (terms.Count > 0)
            return terms.Where(term => term.From <= date && date <= term.To).Select(term => term.Name).FirstOrDefault(Between);
        var year = AcademicYear.Of(date);
        var season = date >= new LocalDate(year.Start, 9, 1) && date.Year == year.Start ? "autumn"
            : date < new LocalDate(year.Start + 1, 4, 16) ? "spring"
            : "summer";
        return $"{year.Start}-{(year.Start + 1) % 100:D2} {season}";
    }
}
