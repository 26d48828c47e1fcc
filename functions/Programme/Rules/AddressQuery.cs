using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// What the query and the fragment of an address say, sorted by what it is good for. Parameters that name things stay
/// in the name; those that say who looks, or how, do not; of the others nobody can know, so they tell two things
/// apart without being readable.
/// </summary>
internal sealed class AddressQuery
{
    private const int MaxPlainLength = 64;

    private static readonly AddressQuery Nothing = new();

    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    // These name a thing wherever they stand, and their values are nobody's: an address keeps them as they are.
    private static readonly string[] Plainly = ["id", "v", "d", "cmid"];

    // These name a thing too, but what may stand in them is any text.
    private static readonly FrozenSet<string> Naming = new[]
    {
        "course", "courseid", "course_id", "content", "contentid", "content_id", "lesson", "lessonid", "unit", "unitid",
        "module", "moduleid",
        "item", "itemid", "quiz", "quizid", "topic", "topicid", "page", "pageid", "page_id", "p", "list", "doc",
        "docid", "sourcedoc", "file",
        "fileid", "resid", "resource", "resourceid", "video", "videoid", "vid", "a", "q", "title",
    }.ToFrozenSet(StringComparer.Ordinal);

    // How a thing is shown, by whom it was found: the same thing with and without.
    private static readonly FrozenSet<string> Noise = new[]
    {
        "lang", "locale", "hl", "sesskey", "sid", "phpsessid", "jsessionid", "fbclid", "gclid", "msclkid", "usp", "si",
        "feature",
        "forceview", "redirect", "embed", "embedded", "web", "csf", "e", "start", "action", "mode", "ref", "referrer",
        "source",
        "autoplay", "rel", "version", "theme", "notifyeditingon", "edit", "resourcekey", "expires", "sig", "signature",
        "nonce", "state",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What names the thing in words anybody may read: from <c>?</c>, or empty.</summary>
    public string Plain { get; private init; } = "";

    /// <summary>
    /// Parameters that name the thing in a value that is not kept: name and value of each, in order.
    /// </summary>
    public IReadOnlyList<(string Name, string Value)> Hidden { get; private init; } = [];

    /// <summary>All else that may tell the thing from another, in one order; empty for nothing.</summary>
    public string Rest { get; private init; } = "";

    /// <summary>Everything but noise, in one order: what two ways of writing one address have in common.</summary>
    public string Whole { get; private init; } = "";

    /// <summary>Whether <see cref="Whole"/> says more than what names the thing.</summary>
    public bool HasMore { get; private init; }

    public static AddressQuery Read(ReadOnlySpan<char> query, ReadOnlySpan<char> fragment)
    {
        if (query.IsEmpty && fragment.IsEmpty)
            return Nothing;
        var all = Parameters(query);
        var named = all.Where(parameter => !PersonRule.IsParameter(parameter.Name, parameter.Value)).ToList();
        var plain = Plainly
            .SelectMany(name => named.Where(parameter => parameter.Name == name && IsPlain(parameter.Value)).Take(1))
            .ToList();

        // Beside a video's own name the others say where in it to begin, and which list it was found in.
        var others = plain.Exists(kept => kept.Name == "v")
            ? []
            : named.FindAll(other => !plain.Exists(kept => kept.Name == other.Name));
        var hidden = others.FindAll(parameter => IsNaming(parameter.Name));
        var rest = others.FindAll(parameter => !IsNaming(parameter.Name) && IsNumbered(parameter));
        var (words, isRoute) = (fragment.ToString(), IsRoute(fragment));
        if (isRoute)
            rest.Add(("#", words));
        return new AddressQuery
        {
            Plain = Text('?', plain),
            Hidden = hidden,
            Rest = Text('?', rest),
            Whole = Text('?', all) + (words.Length == 0 ? "" : "#" + words),
            HasMore = (words.Length > 0 && !isRoute)
                || all.Count > plain.Count + hidden.Count + rest.Count - (isRoute ? 1 : 0),
        };
    }

    // What numbers a thing has a digit; a word says how it is shown, or is a name.
    private static bool IsNumbered((string Name, string Value) parameter) =>
        parameter.Value.AsSpan().ContainsAnyInRange('0', '9')
            || (parameter.Value.Length == 0 && parameter.Name.AsSpan().ContainsAnyInRange('0', '9'));

    private static bool IsNaming(string name) =>
        Naming.Contains(name) || Plainly.Contains(name, StringComparer.Ordinal);

    private static bool IsPlain(string value) =>
        value.Length is > 0 and <= MaxPlainLength && !value.AsSpan().ContainsAnyExcept(PlainCharacters);

    // A page of an application that is one page to the browser.
    private static bool IsRoute(ReadOnlySpan<char> fragment) =>
        fragment is ['/' or '!', _, ..] && !PersonRule.IsEscapedPath(fragment.ToString());

    private static List<(string Name, string Value)> Parameters(ReadOnlySpan<char> query)
    {
        var parameters = new List<(string Name, string Value)>();
        foreach (var range in query.SplitAny('&', ';'))
        {
            var parameter = query[range];
            var equals = parameter.IndexOf('=');
            var name = Decoded(equals < 0 ? parameter : parameter[..equals]).ToLowerInvariant();
            if (parameter.Length > 0 && !Noise.Contains(name) && !name.StartsWith("utm_", StringComparison.Ordinal))
                parameters.Add((name, equals < 0 ? "" : Decoded(parameter[(equals + 1)..])));
        }

        // The order of parameters means nothing; the first of two with one name is the one that counts.
        return [.. parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
    }

    private static string Decoded(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));

    private static string Text(char start, List<(string Name, string Value)> parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters)
            text.Append(text.Length == 0 ? start : '&').Append(name).Append('=').Append(value);
        return text.ToString();
    }
}
