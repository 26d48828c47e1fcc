using CsvHelper;

namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// Reads CSV (RFC 4180) as spreadsheet programs write it: commas, semicolons or tabs between, whichever the first
/// line has most of, or what Excel's <c>sep=</c> line says; line breaks inside quotation marks.
/// </summary>
internal static class CsvSheet
{
    private const string Malformed = "has a quotation mark in the wrong place, or one that never closes.";

    public static Sheet Read(string text)
    {
        var faults = new FaultTally();
        var rows = new List<SheetRow>();
        var size = new SheetSize();
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            Separator = SeparatorOf(text),
            OnMalformedRecord = bad => faults.Add(new Fault("", Malformed, (int)bad.LineNumber)),
        });
        while (reader.Read())
        {
            var row = new SheetRow((int)reader.LineNumber, Trimmed(reader.Current.ToArray()));
            if (!row.IsBlank)
                rows.Add(row);
            size.Add(row.Cells.Count);
        }

        return new Sheet(rows, faults.Told);
    }

    // Cells that nothing stands in are nothing: programs write them after every row once one row had more.
    private static string[] Trimmed(string[] cells)
    {
        var length = cells.Length;
        while (length > 0 && string.IsNullOrWhiteSpace(cells[length - 1]))
            length--;
        return cells[..length];
    }

    /// <summary>Null leaves it to the reader: the first line is Excel's <c>sep=</c>, or has none of the three.</summary>
    private static char? SeparatorOf(string text)
    {
        var line = text.AsSpan().TrimStart();
        if (line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            return null;
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var letter in line)
        {
            if (letter == '"')
                quoted = !quoted;
            else if (!quoted && letter is '\r' or '\n')
                break;
            else if (!quoted)
            {
                commas += letter == ',' ? 1 : 0;
                semicolons += letter == ';' ? 1 : 0;
                tabs += letter == '\t' ? 1 : 0;
            }
        }

        if (commas + semicolons + tabs == 0)
            return null;
        return commas >= semicolons && commas >= tabs ? ',' : semicolons >= tabs ? ';' : '\t';
    }
}
