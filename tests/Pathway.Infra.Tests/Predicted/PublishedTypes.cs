using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Bicep.Types;
using Azure.Bicep.Types.Az;
using Azure.Bicep.Types.Concrete;

namespace Pathway.Infra.Tests.Predicted;

/// <summary>
/// Holds a resource against the types that Azure publishes. An enumeration that is published as open ("or any other
/// string") is taken as closed: Azure's are open so that old tools survive new values, and a value that is misspelt
/// is found by nothing else.
/// </summary>
public static class PublishedTypes
{
    private static readonly AzTypeLoader Loader = new();

    private static readonly Dictionary<string, CrossFileTypeReference> Index =
        Loader.LoadTypeIndex().Resources
            .ToDictionary(type => type.Key, type => type.Value, StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<string, ResourceType> Loaded = new(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Faults(PredictedResource resource)
    {
        var key = $"{resource.Type}@{resource.ApiVersion}";
        if (!Index.TryGetValue(key, out var reference))
            return [$"{key} is not published."];
        var type = Loaded.GetOrAdd(key, _ => Loader.LoadResourceType(reference));
        var body = (JsonObject)resource.Body.DeepClone();
        foreach (var implied in (string[])["id", "type", "apiVersion"])
            body.Remove(implied);
        body["name"] = resource.LastName;
        return Faults(body, type.Body.Type, $"{resource.Type} {resource.LastName}", top: true);
    }

    private static IEnumerable<string> Faults(JsonNode? node, TypeBase type, string path, bool top = false)
    {
        if (node is null || IsExpression(node))
            return [];
        return type switch
        {
            ObjectType shape => Members(node, shape.Properties, shape.AdditionalProperties, path, top),
            DiscriminatedObjectType shape => Chosen(node, shape, path, top),
            UnionType union => Union(node, union, path),
            ArrayType list => node is JsonArray items
                ? items.SelectMany((item, i) => Faults(item, list.ItemType.Type, $"{path}[{i}]"))
                : [$"{path} is not a list."],
            StringLiteralType literal =>
                IsText(node, out var text) && text == literal.Value
                    ? []
                    : [$"{path} is {node.ToJsonString()}, not '{literal.Value}'."],
            StringType text => TextFaults(node, text, path),
            IntegerType number => NumberFaults(node, number, path),
            BooleanType =>
                node.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                    ? []
                    : [$"{path} is not true or false."],
            _ => [],
        };
    }

    private static IEnumerable<string> Members(
        JsonNode node, IReadOnlyDictionary<string, ObjectTypeProperty> properties, ITypeReference? others, string path, bool top)
    {
        if (node is not JsonObject members)
            return [$"{path} is not an object."];
        var missing = properties
            .Where(
                property => property.Value.Flags.HasFlag(ObjectTypePropertyFlags.Required) && members[property.Key] is null)
            .Where(property => !top || property.Key is not ("id" or "type" or "apiVersion" or "name"))
            .Select(property => $"{path} lacks {property.Key}.");
        return missing.Concat(members.SelectMany(member => Member(member, properties, others, $"{path}.{member.Key}")));
    }

    private static IEnumerable<string> Member(
        KeyValuePair<string, JsonNode?> member, IReadOnlyDictionary<string, ObjectTypeProperty> properties, ITypeReference? others, string path)
    {
        if (!properties.TryGetValue(member.Key, out var property))
            return others is null ? [$"{path} is unknown."] : Faults(member.Value, others.Type, path);
        return property.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly)
            ? [$"{path} is read-only."]
            : Faults(member.Value, property.Type.Type, path);
    }

    private static IEnumerable<string> Chosen(JsonNode node, DiscriminatedObjectType shape, string path, bool top)
    {
        if (node[shape.Discriminator] is not { } chosen
            || !IsText(chosen, out var word)
            || !shape.Elements.TryGetValue(word, out var element))
            return
            [
                $"{path}.{shape.Discriminator} is {node[shape.Discriminator]?.ToJsonString() ?? "missing"}; it is one of {string.Join(", ", shape.Elements.Keys)}.",
            ];
        var variant = (ObjectType)element.Type;
        var all = shape.BaseProperties.Concat(variant.Properties)
            .DistinctBy(property => property.Key)
            .ToDictionary(StringComparer.Ordinal);
        return Members(node, all, variant.AdditionalProperties, path, top);
    }

    private static IEnumerable<string> Union(JsonNode node, UnionType union, string path)
    {
        var literals = union.Elements.Select(element => element.Type)
            .OfType<StringLiteralType>()
            .Select(literal => literal.Value)
            .ToList();
        if (literals.Count > 0 && IsText(node, out var text))
            return literals.Contains(text) ? [] : [$"{path} is '{text}'; it is one of {string.Join(", ", literals)}."];
        return union.Elements.Any(element => !Faults(node, element.Type, path).Any())
            ? []
            : [$"{path} is {node.ToJsonString()}, which it cannot be."];
    }

    private static IEnumerable<string> TextFaults(JsonNode node, StringType type, string path)
    {
        if (!IsText(node, out var text))
            return [$"{path} is not text."];
        if (text.Length < (type.MinLength ?? 0) || text.Length > (type.MaxLength ?? int.MaxValue))
            return [$"{path} is {text.Length} characters long; {type.MinLength} to {type.MaxLength} are allowed."];
        return type.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))
            ? [$"{path} is '{text}', which {pattern} does not match."]
            : [];
    }

    private static IEnumerable<string> NumberFaults(JsonNode node, IntegerType type, string path)
    {
        if (node.GetValueKind() != JsonValueKind.Number)
            return [$"{path} is not a number."];
        var number = node.GetValue<double>();
        return number < (type.MinValue ?? long.MinValue) || number > (type.MaxValue ?? long.MaxValue)
            ? [$"{path} is {number}; {type.MinValue} to {type.MaxValue} are allowed."]
            : [];
    }

    private static bool IsExpression(JsonNode node) =>
        IsText(node, out var text) && (text.StartsWith('[') || text == Expressions.Unknown);

    private static bool IsText(JsonNode node, out string text)
    {
        text = "";
        return node is JsonValue value && value.TryGetValue(out text!);
    }
}
