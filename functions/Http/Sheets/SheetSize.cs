namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// Keeps a sheet within what anybody means: a few bytes can describe a million rows of sixteen thousand columns.
/// </summary>
internal sealed class SheetSize
{
    public const int MostColumns = 256;
    public const int MostCells = 1_000_000;

    private int cells;

    /// <exception cref="SheetRefusedException">It has more cells than are read.</exception>
    public void Add(int row)
    {
        cells += row;
        if (cells > MostCells)
            throw new SheetRefusedException($"The sheet has more than {MostCells} cells.");
    }
}
