namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// A sheet with a heading of known columns. Names are told apart by their letters and digits alone: <c>Time zone</c> and
/// <c>time_zone</c> are <c>timeZone</c>. Columns without a heading are nothing as long as nothing stands in them.
/// </summary>
public sealed class SheetTable
{
    private const int HeadingWithin = 20;
    private const int MostNamed = 60;

    private readonly Sheet sheet;
    private readonly IReadOnlyList<string> columns;
    private readonly Dictionary<string, string> byLetters;
    private readonly int heading;

    /// <param name="columns">The columns there may be, as the API names them.</param>
    public SheetTable(Sheet sheet, IReadOnlyList<string> columns)
    {
        (this.sheet, this.columns) = (sheet, columns);
        byLetters = columns.ToDictionary(Letters, StringComparer.Ordinal);
        heading = FindHeading();
    }

    /// <summary>Whether there is a heading that names columns of this table.</summary>
    public bool Fits => heading >= 0;

    /// <summary>
    /// The rows below the heading that hold anything. What is wrong with the form of the sheet goes to
    /// <paramref name="faults"/>.
    /// </summary>
    public IReadOnlyList<SheetRecord> Read(FaultTally faults)
    {
        faults.AddRange(sheet.Faults);
        if (!Fits)
        {
            faults.Add(sheet.Rows.Count == 0
                ? new Fault("", "The file is empty.", 1)
                : new Fault("", $"The first line must name the columns. There are: {string.Join(", ", columns)}.", sheet.Rows[0].Line));
            return [];
        }

        var before = faults.Count;
        var names = Names(faults);
        return faults.Count > before
            ? []
            : [.. sheet.Rows.Skip(heading + 1).Where(row => !row.IsBlank).Select(row => Record(row, names, faults))];
    }

    // Above it there may be a title; two names are no accident, and the first line may be short of one.
    private int FindHeading()
    {
        for (var at = 0; at < Math.Min(sheet.Rows.Count, HeadingWithin); at++)
        {
            var known = sheet.Rows[at].Cells.Count(cell => byLetters.ContainsKey(Letters(cell)));
            if (known >= 2 || (known == 1 && (at == 0 || columns.Count == 1)))
                return at;
        }

        return -1;
    }

    private string?[] Names(FaultTally faults)
    {
        var row = sheet.Rows[heading];
        var names = new string?[row.Cells.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < names.Length; at++)
        {
            if (row.Cells[at].Trim() is not { Length: > 0 } cell)
                continue;
            if (!byLetters.TryGetValue(Letters(cell), out names[at]))
                faults.Add(new Fault(
                    "",
                    $"There is no column of this name. There are: {string.Join(", ", columns)}.",
                    row.Line,
                    cell[..Math.Min(cell.Length, MostNamed)]));
            else if (!seen.Add(names[at]!))
                faults.Add(new Fault("", "is there twice.", row.Line, names[at]));
        }

        return names;
    }

    private static SheetRecord Record(SheetRow row, string?[] names, FaultTally faults)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        var isStrayTold = false;
        for (var at = 0; at < row.Cells.Count; at++)
        {
            if (row.Cells[at].Trim() is not { Length: > 0 } cell)
                continue;
            if (at >= names.Length || names[at] is not { } name)
            {
                if (!isStrayTold)
                    faults.Add(new Fault("", "stands in a column without a heading.", row.Line, Letter(at)));
                isStrayTold = true;
            }
            else if (SheetErrors.ReasonOf(cell) is { } reason)
            {
                unreadable.Add(name);
                faults.Add(new Fault($"/{name}", reason, row.Line, name));
            }
            else
            {
                cells[name] = cell;
            }
        }

        return new SheetRecord(row.Line, cells, unreadable);
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // A, B … Z, AA, as the program shows them.
    private static string Letter(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : $"{Letter((column / 26) - 1)}{(char)('A' + (column % 26))}";
}
