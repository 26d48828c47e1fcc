using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Pathway.Functions.Http.Sheets;

/// <summary>The texts of a workbook, which its cells name by number (ECMA-376, part 1, section 18.4).</summary>
internal static partial class XlsxStrings
{
    /// <summary>Excel's own limit of a cell.</summary>
    public const int MostLetters = 32_767;

    public static IReadOnlyList<string> Read(XmlReader? part)
    {
        var strings = new List<string>();
        using var reader = part;
        while (reader?.Read() is true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
                strings.Add(ReadRuns(reader));
        }

        return strings;
    }

    /// <summary>
    /// The letters of an <c>si</c> or <c>is</c>: those of its runs one after the other, without how they are
    /// pronounced.
    /// </summary>
    public static string ReadRuns(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var (text, depth, spoken, isText) = (new StringBuilder(), reader.Depth, false, false);
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement && reader.LocalName == "rPh")
                spoken = reader is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            else if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement && reader.LocalName == "t")
                isText = reader is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            else if (isText && !spoken && reader.NodeType is XmlNodeType.Text
                or XmlNodeType.CDATA
                or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace)
                Append(text, reader.Value);
        }

        return Unescape(text.ToString());
    }

    /// <exception cref="SheetRefusedException">It is more than a cell can hold.</exception>
    public static void Append(StringBuilder text, string more)
    {
        if (text.Length + more.Length > MostLetters)
            throw new SheetRefusedException($"A cell of the workbook has more than {MostLetters} letters.");
        text.Append(more);
    }

    /// <summary>What XML cannot write stands as <c>_x000D_</c> (section 22.4.2.4).</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(
            text,
            match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
