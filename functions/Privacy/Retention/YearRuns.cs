using NodaTime;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Academic years that are over and that no legal hold names, for what is several colleges': whichever is held holds it.</summary>
internal static class YearRuns
{
    private const int First = 2000;

    /// <summary>Years in a row as one: mostly there is one run, and a hold cuts it in two.</summary>
    /// <param name="kept">How many years after its own a thing is kept.</param>
    public static IEnumerable<(AcademicYear From, AcademicYear To)> Over(LegalHolds holds, LocalDate today, int kept)
    {
        var years = Enumerable.Range(First, AcademicYear.Containing(today).Start - kept - First)
            .Select(start => new AcademicYear(start))
            .Where(year => !holds.Holds(year))
            .ToArray();
        for (var at = 0; at < years.Length;)
        {
            var end = at;
            while (end + 1 < years.Length && years[end + 1].Start == years[end].Start + 1)
                end++;
            yield return (years[at], years[end]);
            at = end + 1;
        }
    }
}
