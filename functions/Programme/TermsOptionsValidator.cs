using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Programme;

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
                return ValidateOptionsResult.Fail(
                    "Terms__Dates: each term needs a name, and from and to as dates such as 2026-09-07, in that order.");
            if (terms.Exists(other => from.Value <= other.To && other.From <= to.Value))
                return ValidateOptionsResult.Fail("Terms__Dates: two terms share a day.");
            terms.Add((from.Value, to.Value));
        }

        return ValidateOptionsResult.Success;
    }
}
