using System.ComponentModel.DataAnnotations;

namespace Pathway.Functions.Reports;

/// <summary>Section <c>Reports</c>.</summary>
public sealed class ReportsOptions
{
    public const string Section = "Reports";

    /// <summary>
    /// What the programme spends in an academic year, by the calendar year it starts in:
    /// <c>Reports__Budgets__2026=180000</c>. Without it no cost is shown.
    /// </summary>
    public IDictionary<string, decimal> Budgets { get; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>What an academic year is to reach, by the calendar year it starts in. Without it no target is shown.</summary>
    public IDictionary<string, ReportTargets> Targets { get; } = new Dictionary<string, ReportTargets>(
        StringComparer.Ordinal);

    [Required]
    [StringLength(3, MinimumLength = 3)]
    public string Currency { get; set; } = "GBP";
}
