using System.Globalization;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// What a style in a drawing may not do: load from elsewhere, or run. Escapes and comments are read as a browser
/// reads them.
/// </summary>
internal static partial class StyleRules
{
    private static readonly HashSet<string> Styles = new(StringComparer.OrdinalIgnoreCase)
    {
        "style", "fill", "stroke", "filter", "clip-path", "mask", "marker", "marker-start", "marker-mid", "marker-end",
        "cursor", "background", "color-profile", "src", "shape-inside",
    };

    /// <summary>Whether an attribute of this name holds a style.</summary>
    public static bool IsStyle(string attribute) => Styles.Contains(attribute);

    public static string? Fault(string style)
    {
        var plain = Escape().Replace(Comment().Replace(style, ""), Unescaped);
        return Running().IsMatch(plain) ? "holds a style that runs a script: save it without."
            : Loading().IsMatch(plain) ? "loads a font, picture or style from elsewhere, "
                + "which would be missing or tell who opens it: save it with everything embedded."
            : null;
    }

    private static string Unescaped(Match match) =>
        match.Groups["code"] is { Success: true, Value: var code }
            ? int.Parse(
                code,
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture) is > 0 and < 0xD800 and var letter ? ((char)letter)
                .ToString() : "\uFFFD"
            : match.Groups["letter"].Value;

    [GeneratedRegex(@"/\*.*?(?:\*/|\z)", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\(?:(?<code>[0-9A-Fa-f]{1,6})\s?|(?:\r?\n)|(?<letter>.))", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();

    [GeneratedRegex(
        @"expression\s*\(|-moz-binding|behaviou?r\s*:|javascript\s*:|vbscript\s*:",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Running();

    [GeneratedRegex("""@import|\b(?:url|src|image|image-set)\(\s*["']?\s*(?!["'\s#]|data:)""", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Loading();
}
