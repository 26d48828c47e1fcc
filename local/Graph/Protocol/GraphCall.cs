using System.Text.Json;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Schema;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>One request below <c>/v1.0</c>, whether it came alone or as an item of a batch.</summary>
internal sealed record GraphCall
{
    private static readonly Dictionary<string, string> NoValues = [];

    public required string Method { get; init; }

    /// <summary>The decoded path below <c>/v1.0</c>, starting with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>The scheme, host and <c>/v1.0</c> that links in the answer start with.</summary>
    public required string Base { get; init; }

    /// <summary>Keys without the leading <c>$</c>, which Graph makes optional; compared without case.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string? Body { get; init; }

    /// <summary>Somebody else is changing the same item just now: it can only be met with <c>If-Match</c>.</summary>
    public bool MeetsConflict { get; init; }

    /// <summary>The most that a page of a list holds, whatever the call asks for; null is Graph's own limit.</summary>
    public int? LargestPage { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>What the route's placeholders matched.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = NoValues;

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    public string? QueryValue(string name) => Query.TryGetValue(name, out var value) ? value : null;

    /// <summary>A body of a type of <see cref="GraphSchema"/>: what the type does not know is refused.</summary>
    public JsonObject JsonBody(string type)
    {
        var body = JsonBody();
        GraphSchema.Check(type, body);
        return body;
    }

    public JsonObject JsonBody()
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(Body) && JsonNode.Parse(Body) is JsonObject parsed)
                return parsed;
        }
        catch (JsonException)
        {
            // Falls through to the answer Graph gives for a missing body too.
        }

        throw GraphErrorException.BadRequest(
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
    }
}
