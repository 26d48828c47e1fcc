namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>
/// Somebody who sees the shown cells, knows how all add up, and works out what the hidden ones can be.
/// </summary>
internal sealed class DisclosureAttack(IReadOnlyList<TableCell> cells, IReadOnlyList<TableRelation> relations)
{
    /// <summary>
    /// A hidden cell that is not hidden well enough, or null. Cells that stand in the same relations in the same roles are
    /// alike to whoever looks from outside: they are one unknown with a number of members, however many they are.
    /// </summary>
    public int? Exposed(bool[] hidden, HashSet<int> settled, double least)
    {
        var roles = Roles();
        var groups = Enumerable.Range(0, cells.Count)
            .Where(cell => hidden[cell])
            .GroupBy(cell => roles[cell])
            .Select(group => group.ToList())
            .ToList();
        foreach (var measure in Enum.GetValues<Measure>())
        {
            foreach (var group in groups)
            {
                if (group.FindIndex(cell => !settled.Contains(cell)) is >= 0 and var first
                    && Width(measure, group, groups, hidden) < least)
                    return group[first];
            }
        }

        return null;
    }

    /// <summary>
    /// A hidden cell whose sum gives away what fewer learners did than it may, or null: the total less the shown cells is what
    /// the hidden ones come to, and one learner may be all of them.
    /// </summary>
    public int? TooFewTogether(bool[] hidden, HashSet<int> settled, long least)
    {
        foreach (var relation in relations.Where(relation => relation.Measure == Measure.Value && !hidden[relation.Total]))
        {
            var left = relation.Parts.Where(part => hidden[part] && cells[part].Learners > 0).ToList();
            if (left.FindIndex(part => !settled.Contains(part)) is >= 0 and var first && Together(left) < least)
                return left[first];
        }

        return null;
    }

    private long Together(List<int> members)
    {
        var who = new HashSet<ulong>();
        var nameless = 0L;
        foreach (var cell in members.Select(member => cells[member]))
        {
            if (cell.Who is null)
                nameless += cell.Learners;
            else
                who.UnionWith(cell.Who);
        }

        return who.Count + nameless;
    }

    private string[] Roles()
    {
        var roles = new System.Text.StringBuilder[cells.Count];
        for (var cell = 0; cell < roles.Length; cell++)
            roles[cell] = new();
        foreach (var (relation, number) in relations.Select((relation, number) => (relation, number)))
        {
            roles[relation.Total].Append('t').Append(number);
            foreach (var part in relation.Parts)
                roles[part].Append('p').Append(number);
        }

        return [.. roles.Select(role => role.ToString())];
    }

    /// <summary>
    /// How far apart the least and the greatest possible value of one member of a group lie; endless where nothing is known
    /// of it.
    /// </summary>
    private double Width(Measure measure, List<int> group, List<List<int>> groups, bool[] hidden)
    {
        // The member that is asked for stands alone; the others of its group add up to one unknown.
        var unknowns = groups
            .Where(other => other != group)
            .Prepend(group[1..])
            .Where(other => other.Count > 0)
            .Prepend(group[..1])
            .ToList();
        var rows = Connected(Rows(measure, unknowns, hidden));
        if (rows.Count == 0)
            return double.PositiveInfinity;
        var objective = new double[unknowns.Count];
        objective[0] = 1;
        var most = LinearProgram.Maximise(objective, rows);
        objective[0] = -1;
        return most + LinearProgram.Maximise(objective, rows);
    }

    /// <summary>The rows that hang together with the first unknown: nothing else bears on it.</summary>
    private static List<LinearRow> Connected(List<LinearRow> rows)
    {
        var (unknowns, near, open) = (new HashSet<int> { 0 }, new List<LinearRow>(), rows);
        while (open.FindAll(row => unknowns.Any(unknown => row.Coefficients[unknown] != 0)) is { Count: > 0 } next)
        {
            near.AddRange(next);
            open = open.FindAll(row => !next.Contains(row));
            foreach (var row in next)
                unknowns.UnionWith(
                    Enumerable.Range(0, row.Coefficients.Length).Where(unknown => row.Coefficients[unknown] != 0));
        }

        return near;
    }

    /// <summary>What the shown cells tell about the hidden ones.</summary>
    private List<LinearRow> Rows(Measure measure, List<List<int>> unknowns, bool[] hidden)
    {
        var rows = new List<LinearRow>();
        foreach (var relation in relations.Where(relation => relation.Measure == measure))
        {
            var (coefficients, bound) = (new double[unknowns.Count], 0.0);
            foreach (var (unknown, sign) in unknowns.Select((members, unknown) => (unknown, relation.SignOf(members[0]))))
                coefficients[unknown] = sign;
            foreach (var cell in relation.Parts.Append(relation.Total).Where(cell => !hidden[cell]))
                bound -= relation.SignOf(cell) * (double)Value(measure, cell);

            // The total is the sum, or at most the sum.
            Add(
                relation.IsEquality ? coefficients : [.. coefficients.Select(coefficient => -coefficient)],
                relation.IsEquality ? bound : -bound,
                relation.IsEquality);
            if (!relation.IsEquality)
                AddParts(relation);
        }

        return rows;

        void Add(double[] coefficients, double bound, bool isEquality)
        {
            if (coefficients.Any(coefficient => coefficient != 0))
                rows.Add(new LinearRow(coefficients, bound, isEquality));
        }

        // Each part is at most the total, so several of them are at most so many times the total.
        void AddParts(TableRelation relation)
        {
            var total = unknowns.FindIndex(members => members[0] == relation.Total);
            var known = hidden[relation.Total] ? 0 : Value(measure, relation.Total);
            for (var unknown = 0; unknown < unknowns.Count; unknown++)
            {
                if (unknown == total || relation.SignOf(unknowns[unknown][0]) != 1)
                    continue;
                var atMost = new double[unknowns.Count];
                atMost[unknown] = 1;
                if (total >= 0)
                    atMost[total] = -unknowns[unknown].Count;
                Add(atMost, unknowns[unknown].Count * (double)known, isEquality: false);
            }

            var largest = relation.Parts.Where(part => !hidden[part])
                .Select(part => Value(measure, part))
                .DefaultIfEmpty()
                .Max();
            if (total >= 0 && largest > 0)
            {
                var atLeast = new double[unknowns.Count];
                atLeast[total] = -1;
                Add(atLeast, -largest, isEquality: false);
            }
        }
    }

    private long Value(Measure measure, int cell) =>
        measure == Measure.Learners ? cells[cell].Learners : cells[cell].Value;
}
