using System.Globalization;
using System.Text;
using System.Xml;

namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// Reads the cells of one worksheet (ECMA-376, part 1, section 18.3.1). A formula is what it last came to; nothing is
/// computed.
/// </summary>
internal sealed class XlsxSheet(IReadOnlyList<string> strings, IReadOnlyList<XlsxFormat> formats, bool is1904)
{
    private readonly List<SheetRow> rows = [];
    private readonly FaultTally faults = new();
    private readonly SheetSize size = new();
    private int line;

    public Sheet Read(XmlReader reader)
    {
        while (reader.Read() && reader is not { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" })
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" })
                ReadRow(reader);
        }

        return new Sheet(rows, faults.Told);
    }

    private void ReadRow(XmlReader reader)
    {
        // Some programs leave the numbers out, for they follow one another.
        line = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : line + 1;
        if (reader.IsEmptyElement)
            return;
        var (cells, next, depth) = (new List<string>(), 0, reader.Depth);
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;
            var column = ColumnOf(reader.GetAttribute("r")) ?? next;
            next = column + 1;
            if (ReadCell(reader) is { Length: > 0 } text)
                Put(cells, column, text);
        }

        size.Add(cells.Count + 1);
        if (cells.Count > 0)
            rows.Add(new SheetRow(line, cells));
    }

    private void Put(List<string> cells, int column, string text)
    {
        if (column >= SheetSize.MostColumns)
        {
            faults.Add(new Fault("", $"has more than {SheetSize.MostColumns} columns.", line));
            return;
        }

        while (cells.Count <= column)
            cells.Add("");
        cells[column] = text;
    }

    private string ReadCell(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var type = reader.GetAttribute("t") ?? "n";
        _ = int.TryParse(reader.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style);
        var (value, inline, depth) = (new StringBuilder(), (string?)null, reader.Depth);
        var isValue = false;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "is" })
                inline = XlsxStrings.ReadRuns(reader);
            else if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
                isValue = reader is { NodeType: XmlNodeType.Element, LocalName: "v", IsEmptyElement: false };
            else if (isValue)
                XlsxStrings.Append(value, reader.Value);
        }

        return inline ?? Text(type, value.ToString(), style < formats.Count ? formats[style] : default);
    }

    private string Text(string type, string value, XlsxFormat format) => type switch
    {
        "s" =>
            int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < strings.Count
            ? strings[index]
            : throw new SheetRefusedException("The workbook names a text that it does not hold."),
        "str" => XlsxStrings.Unescape(value),
        "b" => value.Trim() is "1" or "true" ? "TRUE" : "FALSE",
        "n" => XlsxNumber.Write(value, format, is1904),
        _ => value,
    };

    // The letters of B2, from A at 0; null for none.
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetter).Take(4))
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        return column == 0 ? null : column - 1;
    }
}
