using System.Globalization;
using System.Xml;

namespace Pathway.Functions.Http.Sheets;

/// <summary>The number formats of a workbook's cell styles, by the style's number.</summary>
internal static class XlsxFormats
{
    public static IReadOnlyList<XlsxFormat> Read(XmlReader? part)
    {
        var codes = new Dictionary<int, XlsxFormat>();
        var styles = new List<XlsxFormat>();
        var isCells = false;
        using var reader = part;
        while (reader?.Read() is true)
        {
            if (reader.LocalName == "cellXfs")
                isCells = reader is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "numFmt" })
                codes[Number(reader.GetAttribute("numFmtId"))] = XlsxFormat.From(reader.GetAttribute("formatCode") ?? "");
            else if (isCells && reader is { NodeType: XmlNodeType.Element, LocalName: "xf" })
                styles.Add(
                    Number(reader.GetAttribute("numFmtId")) is var id && codes.TryGetValue(id, out var own) ? own : XlsxFormat.From(id));
        }

        return styles;
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
