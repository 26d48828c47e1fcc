using Microsoft.Extensions.Options;

namespace Pathway.Functions.Graph;

public sealed class GraphOptionsValidator : IValidateOptions<GraphOptions>
{
    public ValidateOptionsResult Validate(string? name, GraphOptions options) =>
        string.IsNullOrEmpty(options.LocalToken)
            || (Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) && address.IsLoopback)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Graph__LocalToken is for the simulator on this machine only; remove it.");
}
