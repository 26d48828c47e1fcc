using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Reports;

/// <summary>Section <c>Reports</c>.</summary>
public sealed class ReportsOptions
{
    public const string Section = "Reports";

    /// <summary>What the programme spends in an academic year, by the calendar year it starts in: <c>Reports__Budgets__2026=180000</c>. Without it no cost is shown.</summary>
    public IDictionary<string, decimal> Budgets { get; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    [Required]
    [StringLength(3, MinimumLength = 3)]
    public string Currency { get; set; } = "GBP";
}

[OptionsValidator]
public sealed partial class ReportsOptionsAnnotations : IValidateOptions<ReportsOptions>;

public sealed class ReportsOptionsValidator : IValidateOptions<ReportsOptions>
{
    public ValidateOptionsResult Validate(string? name, ReportsOptions options) =>
        options.Budgets.All(budget => budget.Value >= 0 && int.TryParse(budget.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and < 2100)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Reports__Budgets: each is named by the year its academic year starts in, such as Reports__Budgets__2026, and is not negative.");
}
