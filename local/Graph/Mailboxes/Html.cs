using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>Bodies as Exchange keeps them: HTML, wrapped in a document, whatever was sent.</summary>
internal static partial class Html
{
    private const string Head = "<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">";

    public static string Read(JsonNode? body, bool stripMarks = false)
    {
        if (body is not JsonObject members)
            return Document("");

        var content = members["content"].Text() ?? "";
        if (stripMarks)
            content = HtmlMarks.Strip(content);
        var text = "text".Equals(members["contentType"].Text(), StringComparison.OrdinalIgnoreCase);
        return Document(text ? $"<div>{WebUtility.HtmlEncode(content).ReplaceLineEndings("<br>\r\n")}</div>" : content);
    }

    /// <summary>A fragment becomes a document; a document keeps its own head and loses what surrounds it.</summary>
    public static string Document(string html)
    {
        var body = BodyElement().Match(html);
        if (!body.Success)
            return $"{Head}</head><body>{html}</body></html>";

        var head = HeadElement().Match(html);
        var kept = head.Success ? ContentTypeMeta().Replace(head.Groups["inner"].Value, "").Trim() : "";
        return $"{Head}{kept}</head><body{body.Groups["attributes"].Value}>{body.Groups["inner"].Value}</body></html>";
    }

    public static string AppendToBody(string document, string block) =>
        document.Insert(document.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase), block);

    public static JsonObject Render(string document, Preferences prefer) => new()
    {
        ["contentType"] = prefer.TextBody ? "text" : "html",
        ["content"] = prefer.TextBody ? Text(document) : document,
    };

    /// <summary>The first 255 characters of the text.</summary>
    public static string Preview(string document)
    {
        var text = Text(document);
        return text.Length <= 255 ? text : text[..255];
    }

    public static string Text(string document)
    {
        var body = BodyElement().Match(document);
        var inner = Breaks().Replace(body.Success ? body.Groups["inner"].Value : document, "\n");
        var lines = WebUtility.HtmlDecode(Tags().Replace(inner, ""))
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join("\r\n", lines);
    }

    [GeneratedRegex(
        "<body(?<attributes>[^>]*)>(?<inner>.*)</body>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex BodyElement();

    [GeneratedRegex(
        "<head>(?<inner>.*?)</head>",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeadElement();

    [GeneratedRegex(
        "<meta[^>]*(charset|content-type)[^>]*>",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContentTypeMeta();

    [GeneratedRegex(
        "<br[^>]*>|</(p|div|li|tr|h[1-6])>|\r?\n",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Breaks();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}
