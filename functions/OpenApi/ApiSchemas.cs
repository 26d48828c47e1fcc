using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Pathway.Functions.Programme;

namespace Pathway.Functions.OpenApi;

/// <summary>JSON schemas of what the app reads and answers, made from the very types.</summary>
internal sealed class ApiSchemas
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true };

    private readonly SortedDictionary<string, JsonNode> all = new(StringComparer.Ordinal);

    public JsonObject Components =>
        new(all.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value.DeepClone())));

    /// <summary>A reference to what an answer holds.</summary>
    public JsonObject Answer(Type type) => Reference(NameOf(type), () => Open(SchemaOf(type)));

    /// <summary>A reference to what a call sends; other members than these are refused.</summary>
    public JsonObject Request(ApiBody body, string name) => Reference(name, () =>
    {
        var schema = SchemaOf(body.Type!).AsObject();
        schema["type"] = "object";
        if (body.Required.Count > 0)
            schema["required"] = new JsonArray([.. body.Required.Select(member => JsonValue.Create(member))]);
        schema["example"] = JsonNode.Parse(body.Example);
        return schema;
    });

    public JsonObject Reference(string name, Func<JsonNode> make)
    {
        if (!all.ContainsKey(name))
            all[name] = make();
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    public static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}"
        : type.Name;

    private static JsonNode SchemaOf(Type type)
    {
        var schema = PathwayJson.Strict.GetJsonSchemaAsNode(type, Options);
        return Inlined(schema, schema);
    }

    // What a type says twice is written once and pointed at from its own root, which is not the document's.
    private static JsonNode Inlined(JsonNode node, JsonNode root)
    {
        if (node is JsonObject { Count: > 0 } pointer && pointer["$ref"] is JsonValue reference)
            return Inlined(Pointed(root, (string)reference!), root);
        return node switch
        {
            JsonObject members =>
                new JsonObject(
                    members.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Inlined(member.Value, root)))),
            JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Inlined(item, root))]),
            _ => node.DeepClone(),
        };
    }

    private static JsonNode Pointed(JsonNode root, string pointer) =>
        pointer.Split('/').Skip(1)
            .Aggregate(
                root,
                (node, step) => node is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);

    /// <summary>An answer may grow: who reads it must not refuse what is new. A member that is null is left out.</summary>
    private static JsonNode Open(JsonNode schema)
    {
        if (schema is JsonObject members)
        {
            if (members["additionalProperties"] is JsonValue)
                members.Remove("additionalProperties");
            members.Remove("required");
            if (members["type"] is JsonArray types && types.Any(type => (string?)type == "object"))
                members["type"] = "object";
        }

        foreach (var child in Children(schema))
            Open(child);
        return schema;
    }

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>(),
        JsonArray items => items.OfType<JsonNode>(),
        _ => [],
    };
}
