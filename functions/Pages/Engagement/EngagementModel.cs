using NodaTime.Text;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Engagement;

/// <summary>The figures asked for, and what can be asked for instead.</summary>
/// <param name="Question">What stands in the lists.</param>
/// <param name="Colleges">Ids and names of those the reader may ask for.</param>
/// <param name="At">When the figures were read; null where they are of this moment.</param>
/// <param name="Csv">The address of the same figures as a file, by id.</param>
/// <param name="Excel">The address of what is shown as a workbook.</param>
public sealed record EngagementModel(
    FormState Question,
    FiguresBy By,
    Period Period,
    IReadOnlyList<Period> Periods,
    IReadOnlyList<(string Value, string Words)> Colleges,
    string About,
    FiguresTable Figures,
    NodaTime.Instant? At,
    IReadOnlyList<FigureLine> Lines,
    string Csv,
    string Excel)
{
    /// <summary>The days that the figures are of: of all colleges together, those of a shared period around what was asked.</summary>
    public NodaTime.LocalDate From => LocalDatePattern.Iso.Parse(Figures.From).Value;

    /// <inheritdoc cref="From"/>
    public NodaTime.LocalDate To => LocalDatePattern.Iso.Parse(Figures.To).Value;

    /// <summary>Whether they are of all colleges together.</summary>
    public bool IsShared => Question.Fields["college"].Length == 0;

    /// <summary>Days, weeks and terms stand beside each other, things below each other.</summary>
    public bool IsTime => By is FiguresBy.Day or FiguresBy.Week or FiguresBy.Term;
}
