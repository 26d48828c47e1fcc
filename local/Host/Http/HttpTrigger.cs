using Microsoft.Azure.Functions.Worker;

namespace Pathway.LocalHost.Http;

/// <summary>What an HTTP trigger says.</summary>
/// <param name="Level">The key it takes.</param>
/// <param name="Methods">In any case; none: all of them.</param>
/// <param name="Route">Null or empty: the function's name.</param>
internal sealed record HttpTrigger(AuthorizationLevel Level, IReadOnlyList<string> Methods, string? Route);
