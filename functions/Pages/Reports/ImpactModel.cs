using Pathway.Functions.Pages.House;
using Pathway.Functions.Reports.Impact;

namespace Pathway.Functions.Pages.Reports;

/// <summary>The funder's report for a period, and the periods there are.</summary>
/// <param name="At">When its figures were read; null where they are of this moment.</param>
public sealed record ImpactModel(
    Period Period, IReadOnlyList<Period> Periods, ImpactReport Report, NodaTime.Instant? At)
{
    /// <summary>Where the same report is, for print and as a file.</summary>
    public string Address => $"/api/reports/impact?from={Report.From}&to={Report.To}";
}
