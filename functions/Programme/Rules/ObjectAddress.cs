using System.Buffers;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// The address of a thing elsewhere, taken apart: where it is (scheme, host and path, or a URN), and what its query
/// and fragment say. http, https and urn are addresses; nothing else is.
/// </summary>
public readonly ref struct ObjectAddress
{
    /// <summary>The longest address taken, in UTF-16 units.</summary>
    public const int MaxLength = 2_048;

    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./");

    private static readonly SearchValues<char> NamespaceCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>Scheme, host and path, or the URN without its components, in the one form it has.</summary>
    public string Place { get; private init; }

    /// <summary>Whether <see cref="Place"/> is a person's own page or name.</summary>
    public bool IsPersonal { get; private init; }

    /// <summary>Without the question mark.</summary>
    public ReadOnlySpan<char> Query { get; private init; }

    /// <summary>Without the number sign.</summary>
    public ReadOnlySpan<char> Fragment { get; private init; }

    /// <summary>
    /// What of the address may be read by anybody who reads the figures; null when it is no address, or a person's page.
    /// </summary>
    public static string? Canonical(string? text) => TryRead(text, out var address) && !address.IsPersonal
        ? address.Place + AddressQuery.Read(address.Query, default).Plain
        : null;

    /// <summary>
    /// The same text for each way of writing one address in full: the same page over http and https is the same thing.
    /// </summary>
    public static string Same(string text) => TryRead(text, out var address)
        ? WithoutScheme(address.Place) + AddressQuery.Read(address.Query, address.Fragment).Whole
        : text;

    public static string WithoutScheme(string canonical) =>
        canonical.StartsWith("https://", StringComparison.Ordinal) ? canonical["https://".Length..]
        : canonical.StartsWith("http://", StringComparison.Ordinal) ? canonical["http://".Length..]
        : canonical;

    /// <summary>False for what is no address.</summary>
    public static bool TryRead(string? text, out ObjectAddress address)
    {
        address = default;
        if (text is null || text.Length > MaxLength)
            return false;
        return TryReadPlain(text, out address)
            || TryReadUrn(text.AsSpan().Trim(), out address)
            || TryReadUri(text, out address);
    }

    /// <summary>
    /// An address without anything odd in host or path, which is nearly every one: <see cref="Uri"/> would cost more
    /// than the rest of an event.
    /// </summary>
    private static bool TryReadPlain(string text, out ObjectAddress address)
    {
        address = default;
        var scheme = text.StartsWith("https://", StringComparison.Ordinal)
            ? 8
            : text.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        if (scheme == 0)
            return false;
        var rest = text.AsSpan(scheme);
        var hostEnd = rest.IndexOfAny('/', '?', '#');
        var host = hostEnd < 0 ? rest : rest[..hostEnd];
        Split(hostEnd < 0 ? default : rest[hostEnd..], out var path, out var query, out var fragment);

        // A dot segment, an empty host, a number that could be an address of IPv4: for Uri to judge.
        if (!IsPlainHost(host)
            || path.ContainsAnyExcept(PathCharacters)
            || path.Contains("/.", StringComparison.Ordinal))
            return false;
        path = path.TrimEnd('/');
        var length = scheme + host.Length + path.Length;
        address = new ObjectAddress
        {
            Place = length == text.Length ? text : text[..length],
            IsPersonal = PersonRule.IsHost(host) || PersonRule.IsPath(path),
            Query = query,
            Fragment = fragment,
        };
        return true;
    }

    // RFC 8141: the scheme and the namespace in any case, and components behind ?+, ?= and # that are no part of the name.
    private static bool TryReadUrn(ReadOnlySpan<char> text, out ObjectAddress address)
    {
        address = default;
        if (!text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            return false;
        Split(text[4..], out var name, out var query, out var fragment);
        var colon = name.IndexOf(':');
        if (colon < 2 || colon == name.Length - 1 || name[..colon].ContainsAnyExcept(NamespaceCharacters)
            || name.ContainsAnyInRange('\0', ' '))
            return false;
        var space = name[..colon].ToString().ToLowerInvariant();
        var own = name[(colon + 1)..].ToString();
        address = new ObjectAddress
        {
            Place = $"urn:{space}:{(space == "uuid" ? own.ToLowerInvariant() : own)}",
            IsPersonal = PersonRule.IsEscapedPath(own.Replace(':', '/')),
            Query = query.TrimStart("+="),
            Fragment = fragment,
        };
        return true;
    }

    private static bool TryReadUri(string text, out ObjectAddress address)
    {
        address = default;
        if (!Uri.TryCreate(WithEveryPercentEscaped(text.Trim()), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Host.Length == 0)
            return false;
        if (uri.AbsolutePath.Contains(';', StringComparison.Ordinal))
            return TryReadUri(
                uri.GetLeftPart(UriPartial.Authority) + WithoutParameters(uri.AbsolutePath) + uri.Query + uri.Fragment, out address);
        var path = uri.AbsolutePath.TrimEnd('/');
        address = new ObjectAddress
        {
            Place = $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}{path}",
            IsPersonal = PersonRule.IsHost(uri.IdnHost) || PersonRule.IsEscapedPath(path),
            Query = uri.Query.AsSpan().TrimStart('?'),
            Fragment = uri.Fragment.AsSpan().TrimStart('#'),
        };
        return true;
    }

    // A percent sign that escapes nothing would escape what Uri makes of the letters behind it: %%7a were first %z, then %25z.
    private static string WithEveryPercentEscaped(string text)
    {
        var end = text.AsSpan().IndexOfAny('?', '#') is >= 0 and var mark ? mark : text.Length;
        for (var at = end; (at = text.AsSpan(0, at).LastIndexOf('%')) >= 0;)
        {
            if (end - at < 3 || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
                (text, end) = (text.Insert(at + 1, "25"), end + 2);
        }

        return text;
    }

    private static void Split(
        ReadOnlySpan<char> text,
        out ReadOnlySpan<char> name,
        out ReadOnlySpan<char> query,
        out ReadOnlySpan<char> fragment)
    {
        var hash = text.IndexOf('#');
        fragment = hash < 0 ? default : text[(hash + 1)..];
        name = hash < 0 ? text : text[..hash];
        var mark = name.IndexOf('?');
        query = mark < 0 ? default : name[(mark + 1)..];
        name = mark < 0 ? name : name[..mark];
    }

    private static bool IsPlainHost(ReadOnlySpan<char> host) =>
        !host.IsEmpty && !host.ContainsAnyExcept(HostCharacters) && char.IsAsciiLetter(host[^1])
            && char.IsAsciiLetterOrDigit(host[0])
        && !host.Contains("..", StringComparison.Ordinal) && !host.Contains("--", StringComparison.Ordinal)
        && !host.Contains(".-", StringComparison.Ordinal) && !host.Contains("-.", StringComparison.Ordinal)
        && host.Length <= 200;

    // What follows a semicolon in a segment is a session, a version, a matrix of parameters: no part of the name.
    private static string WithoutParameters(string path) =>
        string.Join('/', path.Split('/').Select(segment => segment.Split(';')[0]));
}
