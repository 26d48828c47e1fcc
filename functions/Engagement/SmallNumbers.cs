namespace Pathway.Functions.Engagement;

/// <summary>
/// Decides which cells of a published table are hidden, so that nobody learns what fewer than <see cref="Least"/> learners did. A
/// cell holds a number of learners and of events. Besides the small cells, others are hidden until no hidden number can be worked
/// out: its possible values, given all that is shown, how cells add up and that none is negative, stay at least
/// <see cref="Least"/> apart. Zero is shown: it is about nobody.
/// </summary>
public sealed class SmallNumbers
{
    public const int Least = 5;

    private readonly List<TableCell> cells = [];
    private readonly List<TableRelation> relations = [];

    /// <summary>Adds a cell and answers its number, from 0 upwards.</summary>
    public int Add(long learners, long events)
    {
        cells.Add(new TableCell(learners, events));
        return cells.Count - 1;
    }

    /// <summary>The cells partition the total: no learner is in two of them.</summary>
    public void Partition(int total, IReadOnlyList<int> parts)
    {
        relations.Add(new TableRelation(Measure.Learners, total, parts, IsEquality: true));
        relations.Add(new TableRelation(Measure.Events, total, parts, IsEquality: true));
    }

    /// <summary>The cells' events add up to the total's, and a learner may be in several: the total is at most their sum and at least each.</summary>
    public void Cover(int total, IReadOnlyList<int> parts)
    {
        relations.Add(new TableRelation(Measure.Events, total, parts, IsEquality: true));
        relations.Add(new TableRelation(Measure.Learners, total, parts, IsEquality: false));
    }

    /// <summary>Whether each cell is hidden, by its number.</summary>
    public IReadOnlyList<bool> Hide()
    {
        var hidden = cells.Select(cell => cell.Learners is > 0 and < Least).ToArray();
        var (settled, onlooker) = (new HashSet<int>(), new TableOnlooker(cells, relations));
        while (onlooker.Exposed(hidden, settled, Least) is { } exposed)
        {
            if (Partner(exposed, hidden) is { } partner)
                hidden[partner] = true;
            else
                settled.Add(exposed);
        }

        return hidden;
    }

    /// <summary>The shown cell to hide next: the smallest that stands in a relation with the exposed one, or with what it hangs together with.</summary>
    private int? Partner(int exposed, bool[] hidden)
    {
        var (seen, open) = (new HashSet<int> { exposed }, new List<int> { exposed });
        while (open.Count > 0)
        {
            var near = relations.Where(relation => open.Exists(relation.Holds)).SelectMany(relation => relation.Parts.Append(relation.Total)).Where(cell => !seen.Contains(cell)).Distinct().ToList();
            var shown = near.Where(cell => !hidden[cell]).ToList();
            if (shown.Count > 0)
                return shown.OrderBy(cell => cells[cell].Learners == 0).ThenBy(cell => cells[cell].Learners).ThenBy(cell => cell).First();
            seen.UnionWith(near);
            open = near;
        }

        return null;
    }
}
