using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Programme;

/// <summary>Section <c>Terms</c>: the terms, with their dates as the colleges have them.</summary>
public sealed class TermsOptions
{
    public const string Section = "Terms";

    /// <summary>Empty: autumn from September, spring from January, summer from 16 April, without a gap.</summary>
    public IList<TermOption> Dates { get; } = [];
}

public sealed class TermOption
{
    /// <summary>As figures name it, such as <c>2026-27 autumn</c>.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The first day, <c>2026-09-07</c>.</summary>
    [Required]
    public string From { get; set; } = "";

    /// <summary>The last day.</summary>
    [Required]
    public string To { get; set; } = "";
}

/// <summary>Checks that each term has a name and runs forwards, and that no two share a day.</summary>
public sealed class TermsOptionsValidator : IValidateOptions<TermsOptions>
{
    public ValidateOptionsResult Validate(string? name, TermsOptions options)
    {
        var terms = new List<(LocalDate From, LocalDate To)>();
        foreach (var term in options.Dates)
        {
            var (from, to) = (LocalDatePattern.Iso.Parse(term.From), LocalDatePattern.Iso.Parse(term.To));
            if (string.IsNullOrWhiteSpace(term.Name) || !from.Success || !to.Success || from.Value > to.Value)
                return ValidateOptionsResult.Fail("Terms__Dates: each term needs a name, and from and to as dates such as 2026-09-07, in that order.");
            if (terms.Exists(other => from.Value <= other.To && other.From <= to.Value))
                return ValidateOptionsResult.Fail("Terms__Dates: two terms share a day.");
            terms.Add((from.Value, to.Value));
        }

        return ValidateOptionsResult.Success;
    }
}

/// <summary>Which term a day in Europe/London belongs to.</summary>
public sealed class AcademicTerms(IOptions<TermsOptions> options)
{
    /// <summary>Days between the terms that are configured.</summary>
    public const string Between = "between terms";

    private readonly IReadOnlyList<(string Name, LocalDate From, LocalDate To)> terms =
        [.. options.Value.Dates.Select(term => (term.Name, LocalDatePattern.Iso.Parse(term.From).Value, LocalDatePattern.Iso.Parse(term.To).Value))];

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
