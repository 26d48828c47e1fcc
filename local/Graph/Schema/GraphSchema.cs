using System.Text.Json;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Schema;

/// <summary>Refuses what the schema does not know: a member, a kind of value, a value of an enumeration.</summary>
internal static class GraphSchema
{
    private static readonly Dictionary<string, Dictionary<string, string>> Types = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, List<string>> Enumerations = new(StringComparer.Ordinal);

    /// <summary>Actions, whose parameters are taken in any case.</summary>
    private static readonly HashSet<string> Actions = ["cancel", "move", "sendMail"];

    static GraphSchema()
    {
        foreach (var facts in new[] { GraphFacts.Calendars, GraphFacts.Mail, GraphFacts.Meetings, GraphFacts.Subscriptions })
            Read(facts.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public static bool Has(string type, string member) => Types[type].ContainsKey(member);

    /// <exception cref="GraphErrorException">The body holds what the type does not.</exception>
    public static void Check(string type, JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            // Annotations are for the client and the server to understand each other; Graph ignores those it does not know.
            if (name.Contains('@', StringComparison.Ordinal))
                continue;
            if (!Types[type].TryGetValue(Actions.Contains(type) ? char.ToLowerInvariant(name[0]) + name[1..] : name, out var kind))
                throw Refused(
                    $"The property '{name}' does not exist on type 'microsoft.graph.{type}'. "
                        + "Only properties that the type defines can be used.");
            if (value is not null)
                CheckValue(kind.TrimStart('*'), name, value);
        }
    }

    /// <summary>All of it, for who wants to compare.</summary>
    public static JsonObject Render() => new()
    {
        ["types"] = new JsonObject(Types.Select(type => KeyValuePair.Create<string, JsonNode?>(
            type.Key, new JsonObject(type.Value.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Key, member.Value)))))),
        ["enumerations"] = new JsonObject(Enumerations.Select(enumeration => KeyValuePair.Create<string, JsonNode?>(
            enumeration.Key, new JsonArray([.. enumeration.Value.Select(value => JsonValue.Create(value))])))),
    };

    private static void CheckValue(string kind, string name, JsonNode value)
    {
        if (kind.StartsWith('['))
        {
            foreach (var item in value is JsonArray items ? items : throw WrongKind(kind, name))
                CheckValue(kind[1..^1], name, item ?? throw WrongKind(kind, name));
        }
        else if (Types.ContainsKey(kind))
        {
            Check(kind, value as JsonObject ?? throw WrongKind(kind, name));
        }
        else if (Enumerations.TryGetValue(kind, out var values))
        {
            if (value.GetValueKind() != JsonValueKind.String || !values.Contains(value.GetValue<string>()))
                throw Refused($"Cannot convert the literal '{value}' to the expected type 'microsoft.graph.{kind}'.");
        }
        else if (!IsPrimitive(kind, value))
        {
            throw WrongKind(kind, name);
        }
    }

    private static bool IsPrimitive(string kind, JsonNode value) => kind switch
    {
        "any" => true,
        "bool" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "int" => value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out _),
        "double" => value.GetValueKind() == JsonValueKind.Number,
        "instant" =>
            value.GetValueKind() == JsonValueKind.String && DateTimeOffset.TryParse(value.GetValue<string>(), out _),
        "date" =>
            value.GetValueKind() == JsonValueKind.String
                && DateOnly.TryParseExact(value.GetValue<string>(), "yyyy-MM-dd", out _),
        _ => value.GetValueKind() == JsonValueKind.String,
    };

    private static GraphErrorException WrongKind(string kind, string name) =>
        Refused($"Cannot convert the value of property '{name}' to the expected type '{kind}'.");

    private static GraphErrorException Refused(string message) => new(400, "RequestBodyRead", message);

    private static void Read(IEnumerable<string> words)
    {
        Dictionary<string, string>? members = null;
        List<string>? values = null;
        foreach (var word in words)
        {
            if (word.StartsWith('#'))
                (members, values) = (Types[word[1..]] = new(StringComparer.Ordinal), null);
            else if (word.StartsWith('%'))
                (members, values) = (null, Enumerations[word[1..]] = []);
            else if (values is not null)
                values.Add(word);
            else
                members!.Add(
                    word[..word.IndexOf(':', StringComparison.Ordinal)],
                    word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }
    }
}
