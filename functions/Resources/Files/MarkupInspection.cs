using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// Reads what begins as XML to its end, in constant memory and as a browser would: with the entities and default
/// attributes of its own document type, and nothing from outside. Tells drawings from data by the root, and refuses
/// what would run or load.
/// </summary>
internal static partial class MarkupInspection
{
    private const int Head = 1024;

    /// <param name="asText">What the file is if it is no XML at all: Markdown may begin with an angle bracket too.</param>
    public static async Task<FileSignature> InspectAsync(
        Stream content, string fileName, FileSignature asText, CancellationToken cancellationToken)
    {
        await using var markup = content;
        var isXmlByName = FileTypes.Svg.HasName(fileName) || FileTypes.Xml.HasName(fileName);
        var head = new byte[Head];
        var length = await markup.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false, cancellationToken);
        markup.Position = 0;
        var encoding = EncodingName().Match(PlainText.Decode(head.AsSpan(0, length))) is { Success: true } named
            ? named.Groups[1].Value
            : "utf-8";
        if (!Encodings.Contains(encoding))
            return isXmlByName
                ? FileSignature.Refused(
                    $"The file is written in {encoding}, which not every browser reads: save it in UTF-8.")
                : asText with { Look = FurtherLook.None };

        using var reader = Open(markup, encoding);
        try
        {
            var (root, fault) = await ReadAsync(reader, cancellationToken);
            return root == "html" ? TextSignature.AsWebPage
                : fault is not null

                        && (isXmlByName || root == "svg") ? FileSignature.Refused(
                            $"{(root == "svg" ? "The drawing" : "The file")} {fault}")
                : root == "svg" ? new([FileTypes.Svg])
                : new([.. asText.Types, FileTypes.Xml]);
        }
        catch (XmlException broken)
        {
            return isXmlByName
                ? FileSignature.Refused($"The file is no well-formed XML: line {broken.LineNumber} breaks a rule.")
                : asText with { Look = FurtherLook.None };
        }
    }

    private static async Task<(string? Root, string? Fault)> ReadAsync(
        XmlReader reader, CancellationToken cancellationToken)
    {
        var (root, style, fault) = ((string?)null, (StringBuilder?)null, (string?)null);
        while (await reader.ReadAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    root ??= reader.LocalName;
                    if (MarkupRules.IsStyle(reader) && !reader.IsEmptyElement)
                        style = new StringBuilder();
                    fault ??= MarkupRules.Fault(reader, root);
                    break;
                case XmlNodeType.DocumentType when DocumentTypeRules.Fault(reader.Value) is { } declared:
                    return (reader.Name, declared);
                case XmlNodeType.ProcessingInstruction when reader.Name.StartsWith(
                    "xml-", StringComparison.OrdinalIgnoreCase):
                    fault ??= $"calls a style sheet ({reader.Name}), which can hold scripts: save it without.";
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    style?.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement when style is not null && MarkupRules.IsStyle(reader):
                    fault ??= StyleRules.Fault(style.ToString());
                    style = null;
                    break;
            }

            if (fault is not null && root is not null)
                break;
        }

        return (root, fault);
    }

    private static XmlReader Open(Stream markup, string encoding)
    {
        // Parsed, for what a document type gives the browser gives as well; without a resolver nothing is fetched,
        // and entities stay small.
        var settings = new XmlReaderSettings
        {
            Async = true,
            CloseInput = false,
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = null,
            MaxCharactersInDocument = 64L * 1024 * 1024,
            MaxCharactersFromEntities = 1024 * 1024,
        };
        return encoding.Equals("windows-1252", StringComparison.OrdinalIgnoreCase)
            ? XmlReader.Create(
                new StreamReader(markup, CodePagesEncodingProvider.Instance.GetEncoding(1252)!), settings)
            : XmlReader.Create(markup, settings);
    }

    private static readonly HashSet<string> Encodings = new(
        StringComparer.OrdinalIgnoreCase) { "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1", "windows-1252" };

    [GeneratedRegex("""\A\uFEFF?<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)["']""", RegexOptions.None, 1000)]
    private static partial Regex EncodingName();
}
