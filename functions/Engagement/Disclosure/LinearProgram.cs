namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>
/// The largest value a linear form takes over variables that are not negative: the two-phase simplex method on a dense tableau,
/// with Bland's rule, which cannot cycle. For the few dozen unknowns of a table with hidden cells.
/// </summary>
internal sealed class LinearProgram
{
    private const double Epsilon = 1e-7;

    private readonly double[][] rows;
    private readonly int[] basis;
    private readonly int columns;
    private readonly int variables;
    private readonly int artificial;

    private LinearProgram(IReadOnlyList<LinearRow> constraints, int variables)
    {
        this.variables = variables;
        var slacks = constraints.Count(row => !row.IsEquality);
        artificial = variables + slacks;
        columns = artificial + constraints.Count;
        basis = new int[constraints.Count];
        rows = new double[constraints.Count][];
        var slack = variables;
        for (var i = 0; i < constraints.Count; i++)
        {
            var row = rows[i] = new double[columns + 1];
            constraints[i].Coefficients.CopyTo(row, 0);
            row[columns] = constraints[i].Bound;
            if (!constraints[i].IsEquality)
                row[slack++] = 1;
            if (row[columns] < 0)
                Scale(row, -1);
            row[basis[i] = artificial + i] = 1;
        }
    }

    /// <summary>
    /// The maximum, <see cref="double.PositiveInfinity"/> when there is none, or NaN when nothing satisfies the constraints.
    /// </summary>
    public static double Maximise(double[] objective, IReadOnlyList<LinearRow> constraints)
    {
        var program = new LinearProgram(constraints, objective.Length);
        return program.FindFeasible() ? program.Optimise(objective, program.artificial) : double.NaN;
    }

    private bool FindFeasible()
    {
        var minusArtificials = new double[columns];
        Array.Fill(minusArtificials, -1, artificial, columns - artificial);
        if (Optimise(minusArtificials, columns) < -Epsilon * Math.Max(1, rows.Sum(row => Math.Abs(row[columns]))))
            return false;

        // An artificial variable left in the basis at zero is exchanged for a real one, or its row says nothing.
        for (var i = 0; i < rows.Length; i++)
        {
            if (basis[i] >= artificial
                && Array.FindIndex(rows[i], 0, artificial, value => Math.Abs(value) > Epsilon) is >= 0 and var column)
                Pivot(i, column);
        }

        return true;
    }

    private double Optimise(double[] objective, int usable)
    {
        while (true)
        {
            var entering = -1;
            for (var column = 0; column < usable && entering < 0; column++)
            {
                if (Gain(objective, column) > Epsilon)
                    entering = column;
            }

            if (entering < 0)
                return Value(objective);
            var leaving = Leaving(entering);
            if (leaving < 0)
                return double.PositiveInfinity;
            Pivot(leaving, entering);
        }
    }

    private static double Weight(double[] objective, int column) => column < objective.Length ? objective[column] : 0;

    private double Gain(double[] objective, int column)
    {
        var gain = Weight(objective, column);
        for (var i = 0; i < rows.Length; i++)
            gain -= Weight(objective, basis[i]) * rows[i][column];
        return gain;
    }

    private double Value(double[] objective)
    {
        var value = 0.0;
        for (var i = 0; i < rows.Length; i++)
            value += Weight(objective, basis[i]) * rows[i][columns];
        return value;
    }

    private int Leaving(int entering)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < rows.Length; i++)
        {
            // A row held by an artificial variable at zero must stay at zero: it leaves first, whatever the sign.
            var pivot = basis[i] >= artificial && entering < artificial && Math.Abs(rows[i][columns]) <= Epsilon
                ? Math.Abs(rows[i][entering])
                : rows[i][entering];
            if (pivot <= Epsilon)
                continue;
            var ratio = rows[i][columns] / pivot;
            if (ratio < least - Epsilon || (ratio <= least + Epsilon && best >= 0 && basis[i] < basis[best]))
                (best, least) = (i, ratio);
        }

        return best;
    }

    private void Pivot(int row, int column)
    {
        Scale(rows[row], 1 / rows[row][column]);
        for (var i = 0; i < rows.Length; i++)
        {
            var factor = rows[i][column];
            if (i == row || Math.Abs(factor) <= 0)
                continue;
            for (var c = 0; c <= columns; c++)
                rows[i][c] -= factor * rows[row][c];
        }

        basis[row] = column;
    }

    private static void Scale(double[] row, double factor)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] *= factor;
    }
}
