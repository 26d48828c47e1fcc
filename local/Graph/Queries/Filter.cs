using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Queries;

/// <summary>Reads a property of the item under test by its first segment; unknown names throw.</summary>
internal delegate JsonNode? PropertyLookup(string name);

/// <summary>What a <c>$filter</c> says of an item.</summary>
internal sealed class Filter(Func<FilterScope, JsonNode?> expression)
{
    public static Filter Parse(string text) => new FilterParser(text).Parse();

    public bool Holds(PropertyLookup item) =>
        expression(new FilterScope(item, FilterScope.Unbound)) is { } answer
            && answer.GetValueKind() == JsonValueKind.True;
}

/// <summary>The item, and what the lambdas around an expression have bound.</summary>
internal sealed record FilterScope(PropertyLookup Item, IReadOnlyDictionary<string, JsonNode?> Variables)
{
    public static readonly IReadOnlyDictionary<string, JsonNode?> Unbound = new Dictionary<string, JsonNode?>();

    public JsonNode? Resolve(string path)
    {
        var segments = path.Split('/');
        var node = Variables.TryGetValue(segments[0], out var bound) ? bound : Item(segments[0]);
        return segments.Skip(1).Aggregate(node, (current, segment) => (current as JsonObject)?[segment]);
    }

    public FilterScope Bind(string variable, JsonNode? value) =>
        this with { Variables = new Dictionary<string, JsonNode?>(Variables) { [variable] = value } };
}

internal static class FilterComparison
{
    public static bool Holds(string comparison, JsonNode? left, JsonNode? right)
    {
        if (left is null || right is null)
            return comparison switch { "eq" => left is null && right is null, "ne" => left is not null || right is not null, _ => false };

        var order = Compare(left, right);
        return comparison switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "gt" => order > 0,
            "ge" => order >= 0,
            "lt" => order < 0,
            "le" => order <= 0,
            _ => throw GraphErrorException.BadRequest($"Invalid filter clause: unknown operator '{comparison}'."),
        };
    }

    public static int Compare(JsonNode? left, JsonNode? right)
    {
        if (left?.GetValueKind() == JsonValueKind.Number && right?.GetValueKind() == JsonValueKind.Number)
            return left.GetValue<double>().CompareTo(right.GetValue<double>());

        var (a, b) = (left?.ToString() ?? "", right?.ToString() ?? "");
        return Moment(a) is { } first && Moment(b) is { } second
            ? first.CompareTo(second)
            : string.CompareOrdinal(a, b);
    }

    private static DateTimeOffset? Moment(string text) =>
        text.Length >= 10 && char.IsAsciiDigit(text[0]) && text[4] == '-'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
