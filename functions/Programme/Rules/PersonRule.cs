using System.Buffers;
using System.Collections.Frozen;

namespace Pathway.Functions.Programme.Rules;

/// <summary>Which part of an address says "a person", whatever may stand in it: nothing of it is kept.</summary>
internal static class PersonRule
{
    private const int MaxEscapes = 4;

    // A segment that says "what follows is a person".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> People = new[]
    {
        "user", "users", "u", "profile", "profiles", "people", "person", "persons", "personal",
        "learner", "learners", "student", "students",
        "pupil", "pupils", "staff",
        "member", "members", "author", "authors", "account", "accounts",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // What a parameter's name has in it that says who looks, or for how long they may.
    private static readonly SearchValues<string> PersonalNames = SearchValues.Create(
        [
            "user", "mail", "login", "name", "learner", "student", "pupil", "person", "member", "account", "attempt",
            "token", "session",
            "auth", "ticket",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> PersonalWords =
        new[] { "uid", "actor", "upn", "sub", "owner", "rid" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a page of this host, a OneDrive among them, is under its owner's name.</summary>
    public static bool IsHost(ReadOnlySpan<char> host) =>
        host.EndsWith("-my.sharepoint.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a path is a person's as it stands.</summary>
    public static bool IsPath(ReadOnlySpan<char> path)
    {
        if (path.Contains('@'))
            return true;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.StartsWith('~') || segment.StartsWith("user:", StringComparison.OrdinalIgnoreCase)
                || People.Contains(segment.EndsWith(".php", StringComparison.OrdinalIgnoreCase) ? segment[..^4] : segment))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The same, also for what is escaped, however often; what is escaped without an end is taken for a person's.
    /// </summary>
    public static bool IsEscapedPath(string path) =>
        IsPath(path) || Unescaped(path) is not { } readable || IsPath(readable);

    /// <summary>Whether a parameter of a query is about a person by its name, or its value could be one.</summary>
    public static bool IsParameter(string name, string value) =>
        name.AsSpan().ContainsAny(PersonalNames)
            || PersonalWords.Contains(name)
            || IsEscapedPath(value)
            || IsEscapedPath(name);

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
}
