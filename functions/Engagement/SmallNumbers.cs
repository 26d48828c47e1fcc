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

    private readonly List<(long Learners, long Events)> cells = [];
    private readonly List<Relation> relations = [];

    private enum Measure
    {
        Learners,
        Events,
    }

    /// <summary>Adds a cell and answers its number, from 0 upwards.</summary>
    public int Add(long learners, long events)
    {
        cells.Add((learners, events));
        return cells.Count - 1;
    }

    /// <summary>The cells partition the total: no learner is in two of them.</summary>
    public void Partition(int total, IReadOnlyList<int> parts)
    {
        relations.Add(new Relation(Measure.Learners, total, parts, IsEquality: true));
        relations.Add(new Relation(Measure.Events, total, parts, IsEquality: true));
    }

    /// <summary>The cells' events add up to the total's, and a learner may be in several: the total is at most their sum and at least each.</summary>
    public void Cover(int total, IReadOnlyList<int> parts)
    {
        relations.Add(new Relation(Measure.Events, total, parts, IsEquality: true));
        relations.Add(new Relation(Measure.Learners, total, parts, IsEquality: false));
    }

    /// <summary>Whether each cell is hidden, by its number.</summary>
    public IReadOnlyList<bool> Hide()
    {
        var hidden = cells.Select(cell => cell.Learners is > 0 and < Least).ToArray();
        var settled = new HashSet<int>();
        while (Exposed(hidden, settled) is { } exposed)
        {
            if (Partner(exposed, hidden) is { } partner)
                hidden[partner] = true;
            else
                settled.Add(exposed);
        }

        return hidden;
    }

    private int? Exposed(bool[] hidden, HashSet<int> settled)
    {
        var unknown = Enumerable.Range(0, cells.Count).Where(cell => hidden[cell]).ToArray();
        foreach (var measure in Enum.GetValues<Measure>())
        {
            var rows = Rows(measure, unknown, hidden);
            for (var index = 0; index < unknown.Length; index++)
            {
                if (!settled.Contains(unknown[index]) && Width(index, rows) < Least)
                    return unknown[index];
            }
        }

        return null;
    }

    /// <summary>How far apart the least and the greatest possible value of an unknown lie; endless where nothing is known of it.</summary>
    private static double Width(int index, List<LinearRow> rows)
    {
        var (unknowns, near) = Connected(index, rows);
        if (near.Count == 0)
            return double.PositiveInfinity;
        var small = near.ConvertAll(row => row with { Coefficients = [.. unknowns.Select(unknown => row.Coefficients[unknown])] });
        var objective = new double[unknowns.Count];
        objective[unknowns.IndexOf(index)] = 1;
        var most = LinearProgram.Maximise(objective, small);
        objective[unknowns.IndexOf(index)] = -1;
        return most + LinearProgram.Maximise(objective, small);
    }

    /// <summary>The unknowns that hang together with one by any relation, and those relations: nothing else bears on it.</summary>
    private static (List<int> Unknowns, List<LinearRow> Rows) Connected(int index, List<LinearRow> rows)
    {
        var (unknowns, near, open) = (new HashSet<int> { index }, new List<LinearRow>(), rows.ToList());
        while (open.FindAll(row => unknowns.Any(unknown => row.Coefficients[unknown] != 0)) is { Count: > 0 } next)
        {
            near.AddRange(next);
            open.RemoveAll(next.Contains);
            foreach (var row in next)
                unknowns.UnionWith(Enumerable.Range(0, row.Coefficients.Length).Where(unknown => row.Coefficients[unknown] != 0));
        }

        return ([.. unknowns.Order()], near);
    }

    /// <summary>What the shown cells tell about the hidden ones.</summary>
    private List<LinearRow> Rows(Measure measure, int[] unknown, bool[] hidden)
    {
        var rows = new List<LinearRow>();
        foreach (var relation in relations.Where(relation => relation.Measure == measure))
        {
            if (relation.IsEquality)
                AddRow(relation.Parts.Select(part => (part, 1)).Append((relation.Total, -1)), isEquality: true);
            else
                AddRow(relation.Parts.Select(part => (part, -1)).Append((relation.Total, 1)), isEquality: false);
            foreach (var part in relation.Parts.Where(_ => !relation.IsEquality))
                AddRow([(part, 1), (relation.Total, -1)], isEquality: false);
        }

        return rows;

        void AddRow(IEnumerable<(int Cell, int Sign)> terms, bool isEquality)
        {
            var (coefficients, bound) = (new double[unknown.Length], 0.0);
            foreach (var (cell, sign) in terms)
            {
                if (hidden[cell])
                    coefficients[Array.BinarySearch(unknown, cell)] += sign;
                else
                    bound -= sign * Value(measure, cell);
            }

            if (coefficients.Any(coefficient => coefficient != 0))
                rows.Add(new LinearRow(coefficients, bound, isEquality));
        }
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

    private long Value(Measure measure, int cell) => measure == Measure.Learners ? cells[cell].Learners : cells[cell].Events;

    private sealed record Relation(Measure Measure, int Total, IReadOnlyList<int> Parts, bool IsEquality)
    {
        public bool Holds(int cell) => cell == Total || Parts.Contains(cell);
    }
}
