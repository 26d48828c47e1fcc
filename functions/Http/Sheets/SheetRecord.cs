namespace Pathway.Functions.Http.Sheets;

/// <summary>A row below the heading: the text of each column that has one, trimmed.</summary>
/// <param name="Unreadable">Columns whose cell has been complained of already.</param>
public sealed record SheetRecord(int Line, IReadOnlyDictionary<string, string> Cells, IReadOnlySet<string> Unreadable)
{
    /// <summary>What stands in the column; null for nothing.</summary>
    public string? this[string column] => Cells.GetValueOrDefault(column);
}
