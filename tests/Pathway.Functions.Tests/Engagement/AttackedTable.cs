using System.Numerics;
using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Tests.Engagement;

/// <summary>A table with its sums, and an attacker who shares no code with the one who hides.</summary>
internal sealed class AttackedTable
{
    private readonly List<(int Total, List<int> Parts)> sums = [];

    /// <summary>Guards learners and events, and minutes as the further amount.</summary>
    public SuppressedRows Guard { get; } = new(amounts: 1);

    /// <summary>Each cell's learners, who have one event each.</summary>
    public List<long> Values { get; } = [];

    /// <summary>Each cell's minutes, which some of its learners spent and others not.</summary>
    public List<long> Minutes { get; } = [];

    /// <summary>How many spent them.</summary>
    public List<long> MinutesLearners { get; } = [];

    /// <summary>
    /// Colleges by kinds, twice (this period and the one before), with a total for each row, column and period.
    /// </summary>
    public static AttackedTable Random(Random random)
    {
        var table = new AttackedTable();
        var (rows, columns) = (random.Next(2, 7), random.Next(1, 5));
        for (var period = 0; period < 2; period++)
        {
            var cells = new int[rows, columns];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    cells[row, column] = table.Add(
                        random.Next(4) == 0 ? random.Next(0, 6) : random.Next(0, 120), random);
            }

            var rowTotals = Enumerable.Range(0, rows)
                .Select(row => table.Total([.. Enumerable.Range(0, columns).Select(column => cells[row, column])]))
                .ToList();
            var columnTotals = Enumerable.Range(0, columns)
                .Select(column => table.Total([.. Enumerable.Range(0, rows).Select(row => cells[row, column])]))
                .ToList();
            var all = table.Total(rowTotals);
            table.Sum(all, columnTotals);
        }

        return table;
    }

    /// <summary>Hidden cells that the sums determine exactly: reduced row echelon form in exact fractions.</summary>
    public List<int> Eliminated(IReadOnlyList<bool> hidden)
    {
        var unknown = Enumerable.Range(0, Values.Count).Where(cell => hidden[cell]).ToList();
        var rows = sums.Select(sum => Coefficients(sum, unknown))
            .Where(row => row.Any(value => !value.IsZero))
            .ToList();
        var rank = 0;
        for (var column = 0; column < unknown.Count && rank < rows.Count; column++)
        {
            var pivot = rows.FindIndex(rank, row => !row[column].IsZero);
            if (pivot < 0)
                continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            for (var other = 0; other < rows.Count; other++)
            {
                if (other == rank || rows[other][column].IsZero)
                    continue;
                var (mine, theirs) = (rows[rank][column], rows[other][column]);
                rows[other] =
                [
                    .. rows[other].Zip(rows[rank], (value, pivotValue) => (value * mine) - (pivotValue * theirs)),
                ];
            }

            rank++;
        }

        return
        [
            .. rows.Where(row => row.Count(value => !value.IsZero) == 1)
                .Select(row => unknown[Array.FindIndex(row, value => !value.IsZero)]),
        ];
    }

    /// <summary>
    /// Hidden cells whose possible values lie less than <paramref name="width"/> apart: bounds carried along every
    /// sum until nothing moves.
    /// </summary>
    public List<int> NarrowedBelow(long width, IReadOnlyList<bool> hidden, IReadOnlyList<long> values)
    {
        var low = values.Select((value, cell) => hidden[cell] ? 0 : value).ToArray();
        var high = values.Select((value, cell) => hidden[cell] ? long.MaxValue / 1024 : value).ToArray();
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var (total, parts) in sums)
            {
                moved |= Narrow(low, high, total, parts.Sum(part => low[part]), parts.Sum(part => high[part]));
                foreach (var part in parts)
                {
                    var (otherLow, otherHigh) = (parts.Where(other => other != part).Sum(other => low[other]), parts.Where(other => other != part).Sum(other => high[other]));
                    moved |= Narrow(low, high, part, low[total] - otherHigh, high[total] - otherLow);
                }
            }
        }

        return [.. Enumerable.Range(0, values.Count).Where(cell => hidden[cell] && high[cell] - low[cell] < width)];
    }

    private static bool Narrow(long[] low, long[] high, int cell, long atLeast, long atMost)
    {
        var before = (low[cell], high[cell]);
        (low[cell], high[cell]) = (Math.Max(low[cell], atLeast), Math.Min(high[cell], atMost));
        return before != (low[cell], high[cell]);
    }

    private static BigInteger[] Coefficients((int Total, List<int> Parts) sum, List<int> unknown) =>
        [.. unknown.Select(cell => new BigInteger((sum.Parts.Contains(cell) ? 1 : 0) - (cell == sum.Total ? 1 : 0)))];

    /// <summary>
    /// Sums whose hidden parts are, all together, the doing of fewer than so many of <paramref name="learners"/>: the
    /// total less what is shown tells it.
    /// </summary>
    public int LeftOverBelow(long least, IReadOnlyList<bool> hidden, IReadOnlyList<long> learners) =>
        sums.Count(
            sum => !hidden[sum.Total] && sum.Parts.Where(part => hidden[part]).Sum(part => learners[part]) is > 0 and var left && left < least);

    private int Add(long learners, Random random)
    {
        // In one cell of eight few or none spent any time, however many were there.
        var spent = random.Next(8) == 0 ? Math.Min(learners, random.Next(0, 3)) : learners;
        return Add(learners, Enumerable.Range(0, (int)spent).Sum(_ => (long)random.Next(1, 90)), spent);
    }

    private int Add(long learners, long minutes, long spent)
    {
        Values.Add(learners);
        Minutes.Add(minutes);
        MinutesLearners.Add(spent);
        return Guard.Add(new Amount(learners, learners), new Amount(minutes, spent));
    }

    private int Total(List<int> parts)
    {
        var total = Add(
            parts.Sum(part => Values[part]),
            parts.Sum(part => Minutes[part]),
            parts.Sum(part => MinutesLearners[part]));
        Sum(total, parts);
        return total;
    }

    private void Sum(int total, List<int> parts)
    {
        sums.Add((total, parts));
        Guard.Partition(total, parts);
    }
}
