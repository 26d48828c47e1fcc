using System.Text.RegularExpressions;

namespace Pathway.Functions.Resources.Files;

/// <summary>What a file that may be text begins as: a web page, XML, JSON, or text that only its name tells apart.</summary>
internal static partial class TextSignature
{
    public const string NoType = "The file is of no type that the programme publishes.";
    private const string WebPage = "The file is a web page, which can hold scripts: publish a PDF or an H5P activity.";

    public static FileSignature Detect(ReadOnlySpan<byte> head)
    {
        if (!PlainText.MayBegin(head))
            return FileSignature.Refused(NoType);
        var begin = PlainText.Decode(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        if (Page().IsMatch(begin))
            return FileSignature.Refused(WebPage);
        if (MailArchive().IsMatch(begin) && begin.Contains("multipart/related", StringComparison.OrdinalIgnoreCase))
            return FileSignature.Refused(
                "The file is a saved web page (MHTML), which can hold scripts: print it to a PDF.");
        return begin switch
        {
            ['<', ..] => new(FileTypes.Texts, Look: FurtherLook.Markup),
            ['{' or '[', ..] => new([.. FileTypes.Texts, FileTypes.Json, FileTypes.Notebook]),
            _ => new(FileTypes.Texts),
        };
    }

    public static FileSignature AsWebPage => FileSignature.Refused(WebPage);

    // What browsers take for a page, behind comments and an XML declaration too
    // (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type).
    [GeneratedRegex(
        @"\A(?:<\?[^>]*>\s*|<!--.*?-->\s*)*"
        + @"<(?:!doctype\s+html\b|(?:html|head|body|script|iframe|frameset|meta|title|style|link|base)[\s>/])",
        RegexOptions.IgnoreCase | RegexOptions.Singleline,
        1000)]
    private static partial Regex Page();

    [GeneratedRegex(@"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?MIME-Version:", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex MailArchive();
}
