using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Reports;

public sealed class ReportsOptionsValidator : IValidateOptions<ReportsOptions>
{
    public ValidateOptionsResult Validate(string? name, ReportsOptions options)
    {
        if (!options.Budgets.All(budget => budget.Value >= 0 && IsYear(budget.Key)))
            return ValidateOptionsResult.Fail(
                "Reports__Budgets: each is named by the year its academic year starts in, such as Reports__Budgets__2026, "
                    + "and is not negative.");
        return options.Targets.All(target => target.Value.IsValid && IsYear(target.Key))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Reports__Targets: each is named by the year its academic year starts in, "
                    + "such as Reports__Targets__2026__Learners, and is at least 1.");
    }

    private static bool IsYear(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and < 2100;
}
