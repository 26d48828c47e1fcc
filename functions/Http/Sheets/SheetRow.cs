namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// A row of a sheet: the line it begins in, from 1 as the program that wrote it counts, and its cells from column A.
/// </summary>
public sealed record SheetRow(int Line, IReadOnlyList<string> Cells)
{
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}
