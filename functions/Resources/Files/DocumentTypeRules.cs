using System.Globalization;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// What the document type inside a drawing may say: entities of plain text, as Illustrator writes them, and
/// declarations that give nothing. Not: entities from elsewhere, of markup or of each other, default attributes other
/// than a namespace, parameter entities.
/// </summary>
internal static partial class DocumentTypeRules
{
    private const int MaxLength = 64 * 1024;

    public static string? Fault(string subset)
    {
        if (subset.Length > MaxLength)
            return "has a document type of more than 64 KiB: save it without a document type.";
        for (var at = 0; !subset.AsSpan(at).Trim().IsEmpty;)
        {
            var match = Declaration().Match(subset, at);
            if (!match.Success)
                return "has a document type that takes parts from elsewhere or makes them up (ENTITY): "
                    + "save it without a document type.";
            if (match.Groups["value"] is { Success: true, Value: var value }
                && (value.AsSpan().ContainsAny('<', '%')
                    || Reference().Matches(value).Any(reference => !IsLetter(reference.Groups[1].Value))))
                return $"has a document type that hides markup in an entity ({match.Groups["name"].Value}): "
                    + "save it without a document type.";
            if (match.Groups["attributes"] is { Success: true, Value: var list } && GivesMore(list))
                return "has a document type that gives its elements attributes (ATTLIST), "
                    + "which is how scripts are hidden: save it without a document type.";
            at += match.Length;
        }

        return null;
    }

    // A character written by its number, unless it begins markup or a further reference; of the named ones those that
    // stay text.
    private static bool IsLetter(string reference) => reference is "lt" or "gt" or "amp" or "apos" or "quot"
        || (reference.StartsWith('#') && CharacterOf(reference) is not (null or '<' or '&'));

    private static int? CharacterOf(string reference)
    {
        var isHex = reference.StartsWith("#x", StringComparison.Ordinal);
        return int.TryParse(
            reference.AsSpan(isHex ? 2 : 1),
            isHex ? NumberStyles.HexNumber : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var code)
            ? code
            : null;
    }

    private static bool GivesMore(string list) => Quoted().Count(list) != Namespace().Count(list);

    [GeneratedRegex(
        """\G\s*(?:<!--.*?-->|<!(?:ELEMENT|NOTATION)\s[^<>]*>"""
        + """|<!ENTITY\s+(?<name>[\w:.-]+)\s+(?:"(?<value>[^"]*)"|'(?<value>[^']*)')\s*>"""
        + """|<!ATTLIST\s(?<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>)""",
        RegexOptions.Singleline,
        2000)]
    private static partial Regex Declaration();

    [GeneratedRegex("&([^;]*);?", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex("""("[^"]*"|'[^']*')""", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex("""(?:^|\s)xmlns(?::[\w.-]+)?\s+(?:CDATA|NMTOKEN)\s+(?:#FIXED\s+)?("[^"]*"|'[^']*')""", RegexOptions.NonBacktracking)]
    private static partial Regex Namespace();
}
