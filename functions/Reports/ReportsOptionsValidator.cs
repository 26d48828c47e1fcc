using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Reports;

public sealed class ReportsOptionsValidator : IValidateOptions<ReportsOptions>
{
    public ValidateOptionsResult Validate(string? name, ReportsOptions options) =>
        options.Budgets.All(budget => budget.Value >= 0 && int.TryParse(budget.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and < 2100)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Reports__Budgets: each is named by the year its academic year starts in, such as Reports__Budgets__2026, and is not negative.");
}
