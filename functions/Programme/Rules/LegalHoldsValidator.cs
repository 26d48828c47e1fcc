using Microsoft.Extensions.Options;

namespace Pathway.Functions.Programme.Rules;

public sealed class LegalHoldsValidator : IValidateOptions<ProgrammeOptions>
{
    public ValidateOptionsResult Validate(string? name, ProgrammeOptions options) =>
        options.Holds.FirstOrDefault(hold => !LegalHolds.TryParse(hold, out _)) is { } wrong
            ? ValidateOptionsResult.Fail(
                $"Programme__Holds: '{wrong}' is neither a college, such as utc-leeds, "
                    + "nor one and an academic year, such as utc-leeds/2025.")
            : ValidateOptionsResult.Success;
}
