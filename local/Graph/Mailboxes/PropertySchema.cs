using System.Text.Json;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>Which plain properties a type has, of what kind, and what they are when nobody said.</summary>
internal sealed class PropertySchema(
    string type,
    IReadOnlyDictionary<string, PropertySchema.Kind> plain,
    IReadOnlySet<string> special,
    IReadOnlySet<string> readOnly)
{
    internal sealed record Kind(JsonNode? Default, Func<JsonNode, bool> Accepts);

    public static Kind Text(string? @default = "") => new(
        @default, node => node.GetValueKind() == JsonValueKind.String);

    public static Kind Flag(bool @default) =>
        new(@default, node => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False);

    public static Kind Number(int @default) => new(@default, node => node.GetValueKind() == JsonValueKind.Number);

    public static Kind Texts() =>
        new(
            new JsonArray(),
            node => node is JsonArray items && items.All(item => item?.GetValueKind() == JsonValueKind.String));

    public static Kind OneOf(string @default, params string[] values) =>
        new(
            @default,
            node => node.GetValueKind() == JsonValueKind.String
                && (values.Contains(node.GetValue<string>()) || node.GetValue<string>() == @default));

    public JsonNode? DefaultOf(string name) => plain[name].Default?.DeepClone();

    public IEnumerable<string> PlainNames => plain.Keys;

    /// <summary>
    /// Splits what a caller sent: plain properties, checked, on top of <paramref name="current"/>; those that need more
    /// than a kind go to <paramref name="apply"/>. Read-only ones are ignored, as Graph does.
    /// </summary>
    public JsonObject Read(JsonObject sent, JsonObject current, Action<string, JsonNode?> apply)
    {
        var result = current.DeepClone().AsObject();
        foreach (var (name, value) in sent)
        {
            if (plain.TryGetValue(name, out var kind))
                result[name] = Checked(name, kind, value);
            else if (special.Contains(name))
                apply(name, value);
            else if (!readOnly.Contains(name) && !name.Contains('@', StringComparison.Ordinal))
                throw GraphErrorException.NotModelled($"'{name}' of '{type}'");
        }

        return result;
    }

    private static JsonNode? Checked(string name, Kind kind, JsonNode? value)
    {
        if (value is null)
            return kind.Default?.DeepClone();
        if (!kind.Accepts(value))
            throw new GraphErrorException(
                400, "RequestBodyRead", $"Cannot convert the value of property '{name}' to its expected type.");
        return value.DeepClone();
    }
}
