using System.Buffers;

namespace Pathway.Functions.Engagement;

/// <summary>
/// The address of a thing elsewhere, cut down to what names the thing: scheme, host, path and an <c>id</c> parameter. Everything
/// else of an address (user, query, fragment) can name a person, and so can the path of a person's own page.
/// </summary>
public static class ObjectAddress
{
    /// <summary>The longest address taken, in UTF-16 units.</summary>
    public const int MaxLength = 2_048;

    private const int MaxIdLength = 64;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    // A segment that says "what follows is a person".
    private static readonly string[] People = ["user", "users", "profile", "profiles", "people", "person", "persons", "learner", "learners", "student", "students", "member", "members"];

    /// <summary>The canonical address, or null when it is none of http or https, or a person's page.</summary>
    public static string? Canonical(string? text)
    {
        if (text is null or { Length: > MaxLength } || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return null;
        var path = uri.AbsolutePath.TrimEnd('/');
        if (IsPersonal(path))
            return null;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        return $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}{port}{path}{(IdOf(uri.Query) is { } id ? "?id=" + id : "")}";
    }

    private static bool IsPersonal(ReadOnlySpan<char> path)
    {
        // Escaped once or more: an at sign hides as %40 or %2540.
        if (path.Contains('@') || path.Contains("%40", StringComparison.OrdinalIgnoreCase) || path.Contains("%2540", StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.StartsWith('~'))
                return true;
            var name = segment.EndsWith(".php", StringComparison.OrdinalIgnoreCase) ? segment[..^4] : segment;
            foreach (var person in People)
            {
                if (name.Equals(person, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    private static string? IdOf(string query)
    {
        foreach (var range in query.AsSpan().TrimStart('?').Split('&'))
        {
            var pair = query.AsSpan().TrimStart('?')[range];
            if (pair.StartsWith("id=", StringComparison.Ordinal) && pair[3..] is { Length: > 0 and <= MaxIdLength } id && !id.ContainsAnyExcept(IdCharacters))
                return id.ToString();
        }

        return null;
    }
}
