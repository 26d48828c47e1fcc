namespace Pathway.Functions.OpenApi;

/// <summary>
/// What is said of each function that answers HTTP, by its name. A test knows every route and misses what is not
/// here.
/// </summary>
internal static class ApiCalls
{
    public static IReadOnlyDictionary<string, ApiCall> All { get; } =
        new[]
        {
            ActivityCalls.All, OccurrenceCalls.All, CollegeCalls.All, IntakeCalls.All, ResourceCalls.All, FigureCalls.All,
            PrivacyCalls.All, OperationCalls.All,
        }.SelectMany(calls => calls).ToDictionary(StringComparer.Ordinal);
}
