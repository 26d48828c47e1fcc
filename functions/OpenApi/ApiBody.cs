namespace Pathway.Functions.OpenApi;

/// <summary>What a call sends, with an example that is taken as it stands.</summary>
/// <param name="Type">The type it is read as; null for what is no JSON, or JSON of another specification.</param>
/// <param name="Required">Members without which it is refused.</param>
internal sealed record ApiBody(string MediaType, Type? Type, string Example, params IReadOnlyList<string> Required)
{
    public static ApiBody Json<T>(string example, params IReadOnlyList<string> required) =>
        new("application/json", typeof(T), example, required);

    public bool IsJson => MediaType.EndsWith("json", StringComparison.Ordinal);
}
