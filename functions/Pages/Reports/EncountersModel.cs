using Pathway.Functions.Pages.House;
using Pathway.Functions.Reports.Encounters;

namespace Pathway.Functions.Pages.Reports;

/// <summary>Encounters with employers, as evidence for careers leaders.</summary>
/// <param name="Question">What stands in the lists.</param>
/// <param name="At">When the figures were read; null where they are of this moment.</param>
/// <param name="More">How many rows there are beyond those shown; the file has them all.</param>
public sealed record EncountersModel(
    FormState Question,
    Period Period,
    IReadOnlyList<Period> Periods,
    IReadOnlyList<(string Value, string Words)> Colleges,
    IReadOnlyList<Encounter> Rows,
    int More,
    NodaTime.Instant? At,
    string Csv,
    string Excel)
{
    /// <summary>Whether they are of all colleges together.</summary>
    public bool IsShared => Question.Fields["college"].Length == 0;
}
