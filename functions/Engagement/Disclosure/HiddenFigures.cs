namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>What is hidden of rows.</summary>
public sealed class HiddenFigures(IReadOnlyList<bool> rows, IReadOnlyList<IReadOnlyList<bool>> amounts)
{
    public bool Any => rows.Contains(true) || amounts.Any(amount => amount.Contains(true));

    /// <summary>Whether the row is hidden as a whole.</summary>
    public bool Row(int row) => rows[row];

    /// <summary>Whether one of the row's further amounts is hidden, by its place among them.</summary>
    public bool Amount(int row, int amount) => amounts[amount][row];
}
