using System.IO.Compression;
using System.Text;

namespace Pathway.Functions.Tests.Http;

/// <summary>Makes .xlsx files part by part, as spreadsheet programs write them and as they should not.</summary>
internal sealed class Workbook
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string State, string Data)> sheets = [];
    private readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    private readonly List<string> strings = [];

    public string Properties { get; init; } = "";

    /// <summary>Codes of number formats; the style of a cell is 1 for the first, 2 for the second.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    public string WorkbookPart { get; init; } = "xl/workbook.xml";

    /// <summary>A sheet whose <c>sheetData</c> is this.</summary>
    public Workbook Sheet(string data, string state = "visible")
    {
        sheets.Add(($"Sheet{sheets.Count + 1}", state, data));
        return this;
    }

    /// <summary>A part in place of, or beside, those written.</summary>
    public Workbook Part(string name, string content)
    {
        parts[name] = content;
        return this;
    }

    public Workbook Strings(params string[] texts)
    {
        strings.AddRange(texts);
        return this;
    }

    public static string Text(string cell, string text) =>
        $"<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    public static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells)}</row>";

    public byte[] ToBytes()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            ["_rels/.rels"] = Relationships(("rId1", "officeDocument", WorkbookPart)),
            [WorkbookPart] = $"<workbook {Main}><workbookPr {Properties}/><sheets>{string.Concat(sheets.Select((sheet, at) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{at + 1}\" state=\"{sheet.State}\" r:id=\"rId{at + 1}\"/>"))}</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = Relationships(
                [.. sheets.Select((_, at) => ($"rId{at + 1}", "worksheet", $"worksheets/sheet{at + 1}.xml")), ("rId90", "styles", "styles.xml"), ("rId91", "sharedStrings", "/xl/sharedStrings.xml")]),
            ["xl/styles.xml"] = $"<styleSheet {Main}><numFmts>{string.Concat(Formats.Select((code, at) => $"<numFmt numFmtId=\"{164 + at}\" formatCode=\"{code}\"/>"))}</numFmts><cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>{string.Concat(Formats.Select((_, at) => $"<xf numFmtId=\"{164 + at}\"/>"))}<xf numFmtId=\"22\"/></cellXfs></styleSheet>",
            ["xl/sharedStrings.xml"] = $"<sst {Main}>{string.Concat(strings.Select(text => $"<si>{text}</si>"))}</sst>",
        };
        foreach (var (sheet, at) in sheets.Select((sheet, at) => (sheet, at)))
            all[$"xl/worksheets/sheet{at + 1}.xml"] = $"<worksheet {Main}><sheetData>{sheet.Data}</sheetData></worksheet>";
        foreach (var (name, content) in parts)
            all[name] = content;
        return Zip(all);
    }

    public static byte[] Zip(IReadOnlyDictionary<string, string> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }

    private static string Relationships(params (string Id, string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(all.Select(one => $"<Relationship Id=\"{one.Id}\" Type=\"{Types}/{one.Type}\" Target=\"{one.Target}\"/>"))}</Relationships>";
}
