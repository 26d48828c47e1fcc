using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>Reads values that a caller sent: what is missing is null, what is of another kind is refused.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw WrongKind(node, "Edm.String"),
    };

    public static bool? Flag(this JsonNode? node) => node?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw WrongKind(node, "Edm.Boolean"),
    };

    /// <summary>A parameter of an action, whose name is taken in any case.</summary>
    public static JsonNode? Parameter(this JsonObject body, string name) =>
        body.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>A list; null is an empty one.</summary>
    public static JsonArray List(this JsonNode? node) => node switch
    {
        null => [],
        JsonArray items => items,
        _ => throw WrongKind(node, "Collection"),
    };

    private static GraphErrorException WrongKind(JsonNode node, string type) =>
        new(400, "RequestBodyRead", $"Cannot convert the value at '{node.GetPath()}' to the expected type '{type}'.");
}
