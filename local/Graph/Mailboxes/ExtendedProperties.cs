using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>
/// Single-value extended properties: kept with the item, shown only to who expands them. The GUID in an id is compared
/// without case; its name is not.
/// </summary>
internal static partial class ExtendedProperties
{
    public static ImmutableSortedDictionary<string, string> Read(
        JsonNode? sent, ImmutableSortedDictionary<string, string> current)
    {
        foreach (var item in sent.List().Select(item => item as JsonObject))
        {
            var id = Normalise(item?["id"].Text() ?? "");
            current = item?["value"] is { } value
                ? current.SetItem(id, value.Text() ?? "")
                : current.Remove(id);
        }

        return current;
    }

    public static JsonArray Render(ImmutableSortedDictionary<string, string> properties) =>
        [.. properties.Select(property => new JsonObject { ["id"] = property.Key, ["value"] = property.Value })];

    /// <summary>
    /// Only those that the <c>$expand</c> names; null when none is there, for then Graph leaves the member out.
    /// </summary>
    public static JsonArray? Expanded(ImmutableSortedDictionary<string, string> properties, Filter? filter)
    {
        if (filter is null)
            return null;

        var found = Render(properties).Where(property => filter.Holds(name => property![name]));
        var copies = new JsonArray([.. found.Select(property => property!.DeepClone())]);
        return copies.Count == 0 ? null : copies;
    }

    public static string Normalise(string id)
    {
        if (!Identifier().IsMatch(id))
            throw new GraphErrorException(
                400, "ErrorInvalidExtendedProperty", $"The extended property id '{id}' is not valid.");
        return Canonical(id);
    }

    /// <summary>An id with its GUID in lower case; any other text as it is.</summary>
    public static string Canonical(string text) =>
        Identifier().IsMatch(text) ? Braced().Replace(text, match => match.Value.ToLowerInvariant()) : text;

    [GeneratedRegex(
        @"^\w+ (\{[0-9a-fA-F\-]{36}\} (Name .+|Id 0x[0-9a-fA-F]+)|0x[0-9a-fA-F]+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braced();
}
