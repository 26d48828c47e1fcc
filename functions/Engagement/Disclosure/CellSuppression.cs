namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>
/// Decides which cells of a published table are hidden, so that nobody learns what fewer than <see cref="Least"/> learners did.
/// A cell holds a number of learners and an amount of what they did. Besides the small cells, others are hidden until no hidden
/// number can be worked out: its possible values, given all that is shown, how cells add up and that none is negative, stay at
/// least <see cref="Least"/> apart, and what the hidden cells of a sum come to together is the doing of as many learners. Zero
/// is shown: it is about nobody.
/// </summary>
public sealed class CellSuppression
{
    public const int Least = 5;

    private readonly List<TableCell> cells = [];
    private readonly List<TableRelation> relations = [];

    /// <summary>Adds a cell and answers its number, from 0 upwards.</summary>
    public int Add(long learners, long value) => Add(new TableCell(learners, value));

    /// <summary>
    /// Adds a cell of which it is known who stands behind it, so that one learner in several cells counts once.
    /// </summary>
    public int Add(Amount amount) => Add(new TableCell(amount.Learners, amount.Value) { Who = amount.Who });

    /// <summary>The cells partition the total: no learner is in two of them.</summary>
    public void Partition(int total, IReadOnlyList<int> parts)
    {
        relations.Add(new TableRelation(Measure.Learners, total, parts, IsEquality: true));
        relations.Add(new TableRelation(Measure.Value, total, parts, IsEquality: true));
    }

    /// <summary>
    /// The cells' amounts add up to the total's, and a learner may be in several: the total is at most their sum and at least
    /// each.
    /// </summary>
    public void Cover(int total, IReadOnlyList<int> parts)
    {
        relations.Add(new TableRelation(Measure.Value, total, parts, IsEquality: true));
        relations.Add(new TableRelation(Measure.Learners, total, parts, IsEquality: false));
    }

    /// <summary>Whether each cell is hidden, by its number.</summary>
    /// <param name="already">Cells that are hidden whatever is in them; one of these with nobody behind it needs no
    /// protection.</param>
    public IReadOnlyList<bool> Hide(IReadOnlyList<bool>? already = null)
    {
        var hidden = cells.Select((cell, number) => cell.Learners is > 0 and < Least || already?[number] is true)
            .ToArray();
        var (settled, onlooker) = (
            cells.Index()
                .Where(cell => cell.Item.Learners == 0 && hidden[cell.Index])
                .Select(cell => cell.Index)
                .ToHashSet(),
            new DisclosureAttack(cells, relations));
        while ((onlooker.Exposed(hidden, settled, Least) ?? onlooker.TooFewTogether(hidden, settled, Least)) is { } exposed)
        {
            if (Partner(exposed, hidden) is { } partner)
                hidden[partner] = true;
            else
                settled.Add(exposed);
        }

        return hidden;
    }

    /// <summary>
    /// The shown cell to hide next: the smallest that stands in a relation with the exposed one, or with what it hangs together
    /// with. Of equal ones no total, which would take cells of other relations with it.
    /// </summary>
    private int? Partner(int exposed, bool[] hidden)
    {
        var (seen, open) = (new HashSet<int> { exposed }, new List<int> { exposed });
        while (open.Count > 0)
        {
            var around = relations.FindAll(relation => open.Exists(relation.Holds));
            var near = around
                .SelectMany(relation => relation.Parts.Append(relation.Total))
                .Where(cell => !seen.Contains(cell))
                .Distinct()
                .ToList();
            var shown = near.FindAll(cell => !hidden[cell]);
            if (shown.Count > 0)
            {
                return shown
                    .OrderBy(cell => cells[cell].Learners == 0)
                    .ThenBy(cell => cells[cell].Learners)
                    .ThenBy(cell => around.Exists(relation => relation.Total == cell))
                    .ThenBy(cell => cell)
                    .First();
            }

            seen.UnionWith(near);
            open = near;
        }

        return null;
    }

    private int Add(TableCell cell)
    {
        cells.Add(cell);
        return cells.Count - 1;
    }
}
