using System.Xml;

namespace Pathway.Functions.Http.Sheets;

/// <summary>A spreadsheet as somebody sends it: CSV in whichever letters, or an Excel workbook. The bytes say which.</summary>
public static class SheetFile
{
    private static ReadOnlySpan<byte> Zip => "PK"u8;

    // The compound file of Office before 2007, in which a workbook with a password is kept to this day.
    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0];

    // What mail programs, browsers and scripts call a spreadsheet, or any file.
    private static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "text/csv", "application/csv", "text/x-csv", "text/comma-separated-values", "text/tab-separated-values",
        "text/plain", "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream",
        "application/zip", "application/x-www-form-urlencoded",
    };

    /// <summary>Whether a file can be a spreadsheet: its bytes say so, or its sender does not say otherwise.</summary>
    public static bool MayBe(ReadOnlySpan<byte> file, string? type) => IsWorkbook(file) || Types.Contains(type ?? "");

    public static bool IsWorkbook(ReadOnlySpan<byte> file) =>
        (file.StartsWith(Zip) && file.Length > 3 && file[2] < 9) || file.StartsWith(CompoundFile);

    /// <summary>Reads the first sheet that fits, or the first that holds anything.</summary>
    /// <param name="charset">What the sender said of the letters; the bytes know better where they can.</param>
    /// <returns>The sheet, or the fault of the whole file.</returns>
    public static (Sheet? Sheet, Fault? Fault) Read(ReadOnlyMemory<byte> file, string? charset, Func<Sheet, bool> fits)
    {
        try
        {
            if (ReasonAgainst(file.Span) is { } reason)
                return (null, new Fault("", reason, 1));
            if (IsWorkbook(file.Span))
                return (ReadWorkbook(file, fits), null);
            return FileText.Read(file.Span, charset, out var fault) is { } text
                ? (CsvSheet.Read(text), null)
                : (null, fault);
        }
        catch (SheetRefusedException refused)
        {
            return (null, new Fault("", refused.Message, 1));
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or EndOfStreamException)
        {
            // What the archive or the parser says would be no help to who sent it.
            return (null, new Fault("", "is a workbook that cannot be read: open it and save it again as an Excel workbook (.xlsx).", 1));
        }
    }

    private static Sheet ReadWorkbook(ReadOnlyMemory<byte> file, Func<Sheet, bool> fits)
    {
        using var workbook = new XlsxWorkbook(file);
        Sheet? first = null;
        foreach (var sheet in workbook.Sheets())
        {
            if (fits(sheet))
                return sheet;
            if (first is null or { Rows.Count: 0 })
                first = sheet;
        }

        return first ?? throw new SheetRefusedException("The workbook holds no sheet.");
    }

    private static string? ReasonAgainst(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(CompoundFile))
            return "is an old Excel file (.xls), or a workbook with a password: "
                + "save it as an Excel workbook (.xlsx) without one, or as CSV UTF-8.";
        if (file.StartsWith("%PDF"u8))
            return "is a PDF: save the spreadsheet as an Excel workbook (.xlsx), or as CSV UTF-8.";
        var text = file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? file[3..] : file;
        return text.TrimStart(" \t\r\n"u8).StartsWith("<"u8)
            ? "is a web page or XML, whatever it is called: save it as an Excel workbook (.xlsx), or as CSV UTF-8."
            : null;
    }
}
