namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>
/// Rows of a published table with small numbers hidden. A row's learners and events are hidden together, and everything else of
/// the row with them. Each further amount is hidden by itself where few learners stand behind that very amount, however many
/// stand behind the row: thirty who looked at a worksheet do not cover the one who came to the masterclass.
/// </summary>
public sealed class SuppressedRows(int amounts)
{
    private readonly CellSuppression rows = new();
    private readonly CellSuppression[] own = [.. Enumerable.Range(0, amounts).Select(_ => new CellSuppression())];

    /// <summary>Adds a row and answers its number, from 0 upwards.</summary>
    /// <param name="events">What happened and to whom.</param>
    /// <param name="further">The row's other amounts, always in the same order.</param>
    public int Add(Amount events, params IReadOnlyList<Amount> further)
    {
        for (var i = 0; i < own.Length; i++)
            own[i].Add(further[i]);
        return rows.Add(events);
    }

    /// <inheritdoc cref="CellSuppression.Partition"/>
    public void Partition(int total, IReadOnlyList<int> parts) => Each(guard => guard.Partition(total, parts));

    /// <inheritdoc cref="CellSuppression.Cover"/>
    public void Cover(int total, IReadOnlyList<int> parts) => Each(guard => guard.Cover(total, parts));

    public HiddenFigures Hide()
    {
        var hidden = rows.Hide();
        return new HiddenFigures(hidden, [.. own.Select(guard => guard.Hide(hidden))]);
    }

    private void Each(Action<CellSuppression> tell)
    {
        tell(rows);
        Array.ForEach(own, tell);
    }
}
