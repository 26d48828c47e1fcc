namespace Pathway.Functions.Http.Sheets;

/// <summary>What stands in a cell instead of its value.</summary>
internal static class SheetErrors
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
        "#FIELD!", "#ERROR!",
    };

    /// <summary>Null for a value.</summary>
    public static string? ReasonOf(string cell)
    {
        if (Names.Contains(cell))
            return "is an error of the spreadsheet's, such as #N/A, and no value.";

        // Excel saves as CSV what it shows.
        return cell.Length > 1 && !cell.AsSpan().ContainsAnyExcept('#')
            ? "was too wide for its column and was saved as ###: make the column wider and save again."
            : null;
    }
}
