using System.Xml;

namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// Reads an Excel workbook (ECMA-376, part 1) as Excel, LibreOffice and Google write it, in the strict and the
/// transitional form. Names of elements are compared without their namespace, since that is all in which the two
/// forms differ here.
/// </summary>
internal sealed class XlsxWorkbook : IDisposable
{
    private readonly XlsxArchive archive;
    private readonly string part;
    private readonly IReadOnlyDictionary<string, (string Type, string Part)> references;

    /// <exception cref="SheetRefusedException">It is no workbook.</exception>
    public XlsxWorkbook(ReadOnlyMemory<byte> file)
    {
        archive = new XlsxArchive(file);
        part = archive.References("").Values.FirstOrDefault(reference => reference.Type == "officeDocument").Part
            ?? "xl/workbook.xml";
        if (part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
            throw new SheetRefusedException(
                "is an Excel binary workbook (.xlsb): save it as an Excel workbook (.xlsx).");
        if (!archive.Has(part))
            throw new SheetRefusedException(Other());
        references = archive.References(part);
    }

    /// <summary>The sheets in their order, hidden ones last; each is read when it is asked for.</summary>
    public IEnumerable<Sheet> Sheets()
    {
        var (names, is1904) = Contents();
        var strings = XlsxStrings.Read(PartOf("sharedStrings") is { } shared ? archive.Read(shared) : null);
        var formats = XlsxFormats.Read(PartOf("styles") is { } styles ? archive.Read(styles) : null);
        foreach (var id in names)
        {
            if (!references.TryGetValue(id, out var reference) || reference.Type != "worksheet")
                continue;
            using var reader = archive.Read(reference.Part)
                ?? throw new SheetRefusedException("The workbook names a sheet that it does not hold.");
            yield return new XlsxSheet(strings, formats, is1904).Read(reader);
        }
    }

    public void Dispose() => archive.Dispose();

    private (IReadOnlyList<string> Sheets, bool Is1904) Contents()
    {
        var (shown, hidden, is1904) = (new List<string>(), new List<string>(), false);
        using var reader = archive.Read(part)!;
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                is1904 = reader.GetAttribute("date1904") is "1" or "true";
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && IdOf(reader) is { } id)
                (reader.GetAttribute("state") is null or "visible" ? shown : hidden).Add(id);
        }

        return ([.. shown, .. hidden], is1904);
    }

    private string? PartOf(string type) => references.Values.FirstOrDefault(reference => reference.Type == type).Part;

    // r:id, whatever the prefix is; sheetId is another thing.
    private static string? IdOf(XmlReader reader)
    {
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader is { LocalName: "id", NamespaceURI.Length: > 0 })
                return reader.Value;
        }

        return null;
    }

    private string Other() => archive switch
    {
        _ when archive.Has("content.xml") =>
            "is an OpenDocument file: save it as an Excel workbook (.xlsx), or as CSV UTF-8.",
        _ when archive.Has("Index/Document.iwa") || archive.Has("Index.zip") =>
            "is a document of Apple's Numbers: export it to Excel, or to CSV.",
        _ => "is a ZIP archive, and no Excel workbook (.xlsx).",
    };
}
