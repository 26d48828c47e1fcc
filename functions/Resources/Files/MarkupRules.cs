using System.Xml;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// What an element may not be or say, because a browser that opens the saved file would run it, or tell somebody else
/// that it was opened. Judged by namespace and local name, so that a prefix hides nothing; elements of data of one's
/// own do nothing in a browser. Answers how a sentence goes on: "The drawing …".
/// </summary>
internal static class MarkupRules
{
    private const string Html = "http://www.w3.org/1999/xhtml";
    private const string Drawing = "http://www.w3.org/2000/svg";
    private const string Formula = "http://www.w3.org/1998/Math/MathML";

    private static readonly HashSet<string> Scripts = new(
        StringComparer.OrdinalIgnoreCase) { "script", "handler", "listener" };

    private static readonly HashSet<string> Embedded = new(
        StringComparer.OrdinalIgnoreCase) { "iframe", "frame", "frameset", "embed", "object", "applet", "portal", "base", "link", "meta" };

    // What draw.io, Mermaid and their like put into foreignObject to lay text out.
    private static readonly HashSet<string> StaticHtml = new(StringComparer.OrdinalIgnoreCase)
    {
        "html", "body", "head", "title", "style", "div", "span", "p", "br", "hr", "b", "i", "u", "s", "em", "strong",
        "small", "big", "strike", "del", "ins", "mark", "sub", "sup", "code", "pre", "kbd", "samp", "var", "tt", "font",
        "center",
        "a", "img", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "colgroup", "col", "thead", "tbody",
        "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer",
        "blockquote", "label", "abbr", "cite", "q", "nobr", "wbr",
    };

    private static readonly HashSet<string> Pictures = new(
        StringComparer.OrdinalIgnoreCase) { "image", "img", "feImage" };

    private static readonly HashSet<string> Addresses = new(StringComparer.OrdinalIgnoreCase)
    {
        "href", "src", "action", "formaction", "data", "poster", "background", "ping", "base", "srcset",
    };

    private static readonly HashSet<string> Animated = new(
        StringComparer.OrdinalIgnoreCase) { "from", "to", "by", "values" };

    public static bool IsStyle(XmlReader reader) =>
        reader.LocalName.Equals("style", StringComparison.OrdinalIgnoreCase)
            && reader.NamespaceURI is Html or Drawing or "";

    /// <param name="root">The first element's name: what has no namespace in a drawing is taken for a part of it.</param>
    public static string? Fault(XmlReader reader, string root)
    {
        var (name, space) = (reader.LocalName, reader.NamespaceURI);
        if (space is not (Html or Drawing or Formula) && !(space.Length == 0 && root == "svg"))
            return null;
        if (Scripts.Contains(name))
            return "holds a script: save it without.";
        if (Embedded.Contains(name))
            return $"holds another page or program (<{name}>): save it without.";
        if (space == Html && !StaticHtml.Contains(name))
            return $"holds HTML that does more than show text (<{name}>): export it without HTML, in draw.io without formatted text.";

        string? fault = null;
        while (fault is null && reader.MoveToNextAttribute())
            fault = OfAttribute(name, reader.LocalName, reader.NamespaceURI, reader.Value);
        reader.MoveToElement();
        return fault;
    }

    private static string? OfAttribute(string element, string name, string space, string value)
    {
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) && space.Length == 0)
            return $"holds a script that an event starts ({name}): save it without.";
        if (name.Equals("srcdoc", StringComparison.OrdinalIgnoreCase))
            return "holds another page (srcdoc): save it without.";

        // Browsers skip white space and control characters in a scheme.
        var address = string.Concat(value.Where(letter => letter > ' '));
        if (IsScript(address) || (Animated.Contains(name) && address.Split(';').Any(IsScript)))
            return $"holds an address that is a script ({name}): save it without.";
        if (name.Equals("attributeName", StringComparison.OrdinalIgnoreCase) && IsActive(address))
            return $"changes {address} by an animation, which can start a script: save it without.";
        if (Addresses.Contains(name) && OfAddress(element, address) is { } fault)
            return fault;
        return StyleRules.IsStyle(name) ? StyleRules.Fault(value) : null;
    }

    private static bool IsActive(string attribute) =>
        attribute[(attribute.IndexOf(':', StringComparison.Ordinal) + 1)..] is var name
            && (Addresses.Contains(name) || name.StartsWith("on", StringComparison.OrdinalIgnoreCase));

    private static bool IsScript(string address) =>
        address.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase)

            || address.StartsWith("data:text", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("data:application", StringComparison.OrdinalIgnoreCase);

    private static string? OfAddress(string element, string address)
    {
        if (address.Length == 0 || address[0] == '#')
            return null;
        var isData = address.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
        if (Pictures.Contains(element))
        {
            // A picture in a picture runs nothing (https://www.w3.org/TR/SVG2/conform.html#secure-static-mode).
            return address.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)
                ? null
                : "loads a picture from elsewhere, which would be missing or tell who opens it: embed the picture.";
        }

        if (element.Equals("a", StringComparison.OrdinalIgnoreCase))
            return isData ? "holds a link to a page hidden in it (data:): save it without." : null;
        return isData || IsLoading(element)
            ? $"loads something from elsewhere (<{element}>): save it with everything embedded."
            : null;
    }

    // Elements of a drawing whose address names a part of the same drawing, or of another one. A foreign element's
    // address loads nothing.
    private static bool IsLoading(string element) =>
        element is "use" or "tref" or "textPath" or "mpath" or "pattern" or "filter"
        or "linearGradient" or "radialGradient" or "meshgradient"
        or "animate" or "set" or "animateTransform" or "animateMotion" or "animateColor" or "discard"
        or "cursor" or "font-face-uri" or "color-profile" or "glyphRef" or "altGlyph"
        or "style" or "audio" or "video" or "source" or "track" or "input" or "button" or "form" or "body" or "table" or "td";
}
