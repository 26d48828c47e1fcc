using System.Text.RegularExpressions;

namespace Pathway.GraphSimulator.Protocol;

internal delegate ValueTask<GraphAnswer> GraphHandler(GraphCall call, CancellationToken cancellation);

/// <summary>
/// Matches a call to its handler. Graph compares segments without case and takes an id as its own segment or as an OData
/// key: <c>/users/x/events/y</c> and <c>/users('x')/events('y')</c> are one address.
/// </summary>
internal sealed partial class RouteTable
{
    private readonly List<Route> routes = [];

    private sealed record Route(string Method, string[] Segments, GraphHandler Handler);

    /// <summary><paramref name="pattern"/> is written like <c>/users/{user}/events</c>.</summary>
    public void Map(string method, string pattern, GraphHandler handler) =>
        routes.Add(new Route(method, pattern.Split('/', StringSplitOptions.RemoveEmptyEntries), handler));

    public (GraphHandler Handler, GraphCall Call) Find(GraphCall call)
    {
        var path = KeySegment().Replace(call.Path, "/${key}");
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is ["me", ..])
            throw GraphErrorException.BadRequest("/me request is only valid with delegated authentication flow.");

        var known = false;
        foreach (var route in routes)
        {
            if (Match(route.Segments, segments) is not { } values)
                continue;
            if (route.Method == call.Method)
                return (route.Handler, call with { Values = values });
            known = true;
        }

        throw known
            ? new GraphErrorException(405, "BadRequest", "Specified HTTP method is not allowed for the request target.")
            : GraphErrorException.BadRequest($"Resource not found for the segment '{segments.LastOrDefault()}'.");
    }

    private static Dictionary<string, string>? Match(string[] pattern, string[] segments)
    {
        if (pattern.Length != segments.Length)
            return null;

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (expected, actual) in pattern.Zip(segments))
        {
            if (expected.StartsWith('{'))
                values[expected[1..^1]] = actual;
            else if (!expected.Equals(actual, StringComparison.OrdinalIgnoreCase))
                return null;
        }

        return values;
    }

    [GeneratedRegex(@"\('(?<key>[^']*)'\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeySegment();
}
