using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Queries;

/// <summary>
/// The system query options (https://learn.microsoft.com/graph/query-parameters). The <c>$</c> may be left out; one
/// that does not exist is refused, and anything without a <c>$</c> that means nothing is ignored.
/// </summary>
internal static class QueryOptions
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "select", "filter", "orderby", "top", "skip", "count", "expand", "search", "format", "skiptoken", "deltatoken",
    };

    private static readonly string[] NotModelled = ["search", "format"];

    /// <summary>Without the <c>$</c> when it is known, else as it came.</summary>
    public static string Name(string given) => given.StartsWith('$') && Known.Contains(given[1..]) ? given[1..] : given;

    /// <summary>As it stands in a link.</summary>
    public static string InLink(string name) => Known.Contains(name) ? $"${name}" : name;

    public static void Check(GraphCall call)
    {
        if (call.Query.Keys.FirstOrDefault(name => name.StartsWith('$')) is { } unknown)
            throw GraphErrorException.BadRequest($"The query parameter '{unknown}' is not supported.");
        var isDelta = call.Path.Contains(
            "/delta", StringComparison.OrdinalIgnoreCase); // Which has its own words for them.
        if (!isDelta && NotModelled.FirstOrDefault(call.Query.ContainsKey) is { } option)
            throw GraphErrorException.NotModelled($"the query parameter '${option}'");
    }
}
