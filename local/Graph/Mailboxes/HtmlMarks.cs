using System.Text.RegularExpressions;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>
/// Takes from a body what mail programs do not need to show it: comments, ids and attributes that they do not know.
/// </summary>
internal static partial class HtmlMarks
{
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "href", "src", "style", "class", "alt", "title", "width", "height", "target", "rel", "lang", "dir", "align",
        "valign", "bgcolor",
        "border", "cellpadding", "cellspacing", "colspan", "rowspan", "color", "face", "size", "start", "type",
        "http-equiv", "content",
    };

    public static string Strip(string html) => Tag().Replace(Comment().Replace(html, ""), tag =>
        Attribute().Replace(tag.Value, attribute => Kept.Contains(attribute.Groups["name"].Value) ? attribute.Value : ""));

    [GeneratedRegex(
        "<!--.*?-->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("""<[a-zA-Z][^<>]*>""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(
        """\s+(?<name>[a-zA-Z_:][\w:.\-]*)(\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?(?=[\s/>])""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();
}
