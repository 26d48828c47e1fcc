using System.Buffers;
using System.Collections.Frozen;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// The address of a thing elsewhere, cut down to what names the thing: scheme, host, path and an <c>id</c> parameter. Everything
/// else of an address (user, query, fragment) can name a person, and so can the path of a person's own page.
/// </summary>
public static class ObjectAddress
{
    /// <summary>The longest address taken, in UTF-16 units.</summary>
    public const int MaxLength = 2_048;

    private const int MaxIdLength = 64;
    private const int MaxEscapes = 4;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./");

    // A segment that says "what follows is a person".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> People = new[]
    {
        "user", "users", "u", "profile", "profiles", "people", "person", "persons", "personal",
        "learner", "learners", "student", "students",
        "pupil", "pupils", "staff",
        "member", "members", "author", "authors", "account", "accounts",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The canonical address, or null when it is none of http or https, or a person's page.</summary>
    public static string? Canonical(string? text)
    {
        if (text is not null && TryReadPlain(text, out var plain))
            return plain;
        if (text is null or { Length: > MaxLength } || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return null;
        if (uri.AbsolutePath.Contains(';', StringComparison.Ordinal))
            return Canonical(uri.GetLeftPart(UriPartial.Authority) + WithoutParameters(uri.AbsolutePath) + uri.Query);
        var path = uri.AbsolutePath.TrimEnd('/');
        if (IsPersonal(uri.IdnHost, path) || Unescaped(path) is not { } readable || IsPersonal(uri.IdnHost, readable))
            return null;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var id = IdOf(uri.Query);
        return $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}{port}{path}{(id.IsEmpty ? "" : "?id=")}{id}";
    }

    /// <summary>
    /// The same text for each way of writing one address: the same page over http and https is the same thing.
    /// </summary>
    public static string Same(string text) => WithoutScheme(Canonical(text) ?? text);

    public static string WithoutScheme(string canonical) =>
        canonical.StartsWith("https://", StringComparison.Ordinal) ? canonical["https://".Length..]
        : canonical.StartsWith("http://", StringComparison.Ordinal) ? canonical["http://".Length..]
        : canonical;

    /// <summary>
    /// The same for an address without anything odd in host or path, which is nearly every one: <see cref="Uri"/> would cost more
    /// than the rest of an event.
    /// </summary>
    private static bool TryReadPlain(string text, out string? address)
    {
        address = null;
        var scheme = text.StartsWith("https://", StringComparison.Ordinal)
            ? 8
            : text.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        if (scheme == 0 || text.Length > MaxLength)
            return false;
        var rest = text.AsSpan(scheme);
        var hostEnd = rest.IndexOfAny('/', '?', '#');
        var host = hostEnd < 0 ? rest : rest[..hostEnd];
        var after = hostEnd < 0 ? default : rest[hostEnd..];
        var pathEnd = after.IndexOfAny('?', '#');
        var path = pathEnd < 0 ? after : after[..pathEnd];

        // A dot segment, an empty host, a number that could be an address of IPv4: for Uri to judge.
        if (!IsPlainHost(host) || path.ContainsAnyExcept(PathCharacters) || path.Contains("/.", StringComparison.Ordinal))
            return false;
        path = path.TrimEnd('/');
        if (IsPersonal(host, path))
            return true;
        var query = pathEnd < 0 || after[pathEnd] == '#' ? default : after[pathEnd..];
        var fragment = query.IndexOf('#');
        var id = IdOf(fragment < 0 ? query : query[..fragment]);
        address = string.Concat(text.AsSpan(0, scheme + host.Length), path, id.IsEmpty ? "" : "?id=", id);
        return true;
    }

    private static bool IsPlainHost(ReadOnlySpan<char> host) =>
        !host.IsEmpty && !host.ContainsAnyExcept(HostCharacters) && char.IsAsciiLetter(host[^1])
            && char.IsAsciiLetterOrDigit(host[0])
        && !host.Contains("..", StringComparison.Ordinal) && !host.Contains("--", StringComparison.Ordinal)
        && !host.Contains(".-", StringComparison.Ordinal) && !host.Contains("-.", StringComparison.Ordinal)
        && host.Length <= 200;

    private static bool IsPersonal(ReadOnlySpan<char> host, ReadOnlySpan<char> path)
    {
        // Everything in a OneDrive is under its owner's name.
        if (host.EndsWith("-my.sharepoint.com", StringComparison.OrdinalIgnoreCase))
            return true;

        if (path.Contains('@'))
            return true;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.StartsWith('~') || segment.StartsWith("user:", StringComparison.OrdinalIgnoreCase))
                return true;
            if (People.Contains(segment.EndsWith(".php", StringComparison.OrdinalIgnoreCase) ? segment[..^4] : segment))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The path as a person would read it, however often it was escaped; null when there is no end to it.
    /// </summary>
    private static string? Unescaped(string path)
    {
        for (var round = 0; round < MaxEscapes; round++)
        {
            var plain = Narrow(Uri.UnescapeDataString(path));
            if (plain == path)
                return plain;
            path = plain;
        }

        return null;
    }

    // The full-width forms of ASCII, U+FF01 to U+FF5E: an at sign, a slash and letters among them.
    private static string Narrow(string text) =>
        string.Create(text.Length, text, static (narrow, wide) =>
        {
            for (var i = 0; i < wide.Length; i++)
                narrow[i] = wide[i] is >= '\uff01' and <= '\uff5e' ? (char)(wide[i] - 0xfee0) : wide[i];
        });

    // What follows a semicolon in a segment is a session, a version, a matrix of parameters: no part of the name.
    private static string WithoutParameters(string path) =>
        string.Join('/', path.Split('/').Select(segment => segment.Split(';')[0]));

    private static ReadOnlySpan<char> IdOf(ReadOnlySpan<char> query)
    {
        query = query.TrimStart('?');
        foreach (var range in query.Split('&'))
        {
            if (query[range].StartsWith("id=", StringComparison.Ordinal)
                && query[range][3..] is { Length: > 0 and <= MaxIdLength } id && !id.ContainsAnyExcept(IdCharacters))
                return id;
        }

        return [];
    }
}
