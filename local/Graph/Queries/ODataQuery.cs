using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Schema;

namespace Pathway.GraphSimulator.Queries;

/// <summary>The query options of one call. Lists are paged by 10 unless <c>$top</c> says otherwise, as Outlook's are.</summary>
internal sealed partial record ODataQuery
{
    private const int DefaultPage = 10;
    private const int LargestPage = 1000;

    public IReadOnlyList<string>? Select { get; private init; }

    public Filter? Filter { get; private init; }

    public Filter? ExpandedProperties { get; private init; }

    /// <param name="type">The type of the items in <see cref="GraphSchema"/>: what it does not have cannot be asked
    /// for; null leaves that to the properties themselves.</param>
    public static ODataQuery From(GraphCall call, string? type = null)
    {
        var filter = call.QueryValue("filter") is { Length: > 0 } text ? new FilterParser(text) : null;
        var query = new ODataQuery
        {
            Select = Words(call.QueryValue("select")),
            Filter = filter?.Parse(),
            ExpandedProperties = call.QueryValue("expand") is { Length: > 0 } expand ? Expansion(expand) : null,
        };
        var ordered = (Words(call.QueryValue("orderby")) ?? []).Select(key => key.Split(' ', '/')[0]);
        foreach (var name in (query.Select ?? []).Concat(filter?.Properties ?? []).Concat(ordered))
        {
            if (type is not null && !name.StartsWith('@') && !GraphSchema.Has(type, name))
                throw GraphErrorException.BadRequest(
                    $"Could not find a property named '{name}' on type 'microsoft.graph.{type}'.");
        }

        return query;
    }

    private static string[]? Words(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One page of <paramref name="items"/>: filtered, ordered, cut, with the link to the next.</summary>
    public GraphAnswer Page<T>(
        GraphCall call,
        IEnumerable<T> items,
        Func<T, PropertyLookup> lookup,
        Func<T, JsonObject> render,
        string context)
    {
        var preferred = Preferences.From(call).MaxPageSize ?? DefaultPage;
        var found = items.Where(item => Filter is null || Filter.Holds(lookup(item)));
        var ordered = Ordered(call.QueryValue("orderby"), found, lookup).ToList();
        var top = Math.Min(
            Math.Clamp(Number(call, "top") ?? preferred, 1, LargestPage), call.LargestPage ?? LargestPage);
        var skip = Number(call, "skip") ?? 0;

        var page = new JsonObject { ["@odata.context"] = $"{call.Base}/$metadata#{context}" };
        if ("true".Equals(call.QueryValue("count"), StringComparison.OrdinalIgnoreCase))
            page["@odata.count"] = ordered.Count;
        page["value"] = new JsonArray([.. ordered.Skip(skip).Take(top).Select(render)]);
        if (skip + top < ordered.Count)
            page["@odata.nextLink"] = NextLink(call, skip + top);
        return GraphAnswer.Ok(page);
    }

    /// <summary>
    /// <paramref name="names"/> in order, or the selected ones of them; <c>id</c> and the ETag always come along.
    /// </summary>
    public JsonObject Shape(IEnumerable<string> names, PropertyLookup lookup)
    {
        var document = new JsonObject();
        foreach (var name in Select is null ? names : ["@odata.etag", "id", .. Select.Where(name => name != "id")])
            document[name] = lookup(name)?.DeepClone();
        return document;
    }

    private static Filter Expansion(string expand)
    {
        var match = ExpandedFilter().Match(expand);
        return match.Success
            ? Filter.Parse(match.Groups["filter"].Value)
            : throw GraphErrorException.BadRequest(
                $"Could not find a property named '{expand}' that can be expanded; only singleValueExtendedProperties with a $filter can.");
    }

    private static IEnumerable<T> Ordered<T>(string? orderBy, IEnumerable<T> items, Func<T, PropertyLookup> lookup)
    {
        var byJson = Comparer<JsonNode?>.Create(FilterComparison.Compare);
        foreach (var key in (orderBy ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var words = key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Func<T, JsonNode?> value = item => new FilterScope(lookup(item), FilterScope.Unbound).Resolve(words[0]);
            items = words is [_, "desc"] ? items.OrderByDescending(value, byJson) : items.OrderBy(value, byJson);
        }

        return items;
    }

    private static int? Number(GraphCall call, string name) => call.QueryValue(name) switch
    {
        null => null,
        { } text when int.TryParse(text, out var number) && number >= 0 => number,
        { } text =>
            throw GraphErrorException.BadRequest(
                $"Invalid value '{text}' for $" + name + " query option found. It requires a non-negative integer value."),
    };

    private static string NextLink(GraphCall call, int skip)
    {
        var others = call.Query.Where(option => !option.Key.Equals("skip", StringComparison.OrdinalIgnoreCase))
            .Select(option => $"{QueryOptions.InLink(option.Key)}={Uri.EscapeDataString(option.Value)}");
        var path = Uri.EscapeDataString(call.Path).Replace("%2F", "/", StringComparison.Ordinal);
        return $"{call.Base}{path}?{string.Join('&', others.Append($"$skip={skip}"))}";
    }

    [GeneratedRegex(
        @"^\s*singleValueExtendedProperties\s*\(\s*\$filter\s*=\s*(?<filter>.*)\)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExpandedFilter();
}
