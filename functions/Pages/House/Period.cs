using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.House;

/// <summary>Days that a page can be asked for by name, both included.</summary>
/// <param name="Value">As the address has it.</param>
public sealed record Period(string Value, string Words, LocalDate From, LocalDate To)
{
    /// <summary>The academic year so far and the one before, the last twelve weeks, and every term that has begun.</summary>
    public static IReadOnlyList<Period> All(AcademicTerms terms, LocalDate today)
    {
        var year = AcademicYear.Containing(today);
        var before = new AcademicYear(year.Start - 1);
        return
        [
            new("year", "This academic year so far", year.FirstDay, today),
            new("weeks", "The last twelve weeks", IsoWeek.Containing(today).Monday.PlusWeeks(-11), today),
            .. terms.Begun(today).Select(
                term => new Period(term.Name, Capital(term.Name), term.From, LocalDate.Min(term.To, today))),
            new("year-before", "The academic year before", before.FirstDay, before.LastDay),
        ];
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
