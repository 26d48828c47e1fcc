using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Reports;

/// <summary>
/// The report's tables with small numbers hidden. All that adds up is told to the guard: colleges to the total in both periods, kinds
/// to the total, things to their kind.
/// </summary>
public sealed class ImpactTables
{
    // Beside learners and events: encounters and minutes, each of them guarded by the learners behind it.
    private readonly SuppressedRows guard = new(amounts: 2);
    private readonly List<(int Row, string Kind, string Key, ImpactSum Sum, List<ImpactLine> Table)> lines = [];
    private readonly List<(int Row, int RowBefore, string Key, ImpactSum Sum, ImpactSum Before)> collegeRows = [];
    private readonly Func<string, string, string> name;

    /// <param name="now">The report's period.</param>
    /// <param name="before">The period before.</param>
    /// <param name="colleges">Every college to list, by id; one without figures has a line of zeros.</param>
    /// <param name="name">The name of a thing of a kind; the kind is <c>college</c> for a college and empty for a kind itself.</param>
    public ImpactTables(ImpactTally now, ImpactTally before, IReadOnlyCollection<string> colleges, Func<string, string, string> name)
    {
        this.name = name;
        var total = Add(now.Total);
        var totalBefore = Add(before.Total);
        var empty = new ImpactSum();
        var (own, ownBefore) = (new List<int>(), new List<int>());
        foreach (var college in colleges.Order(StringComparer.Ordinal))
        {
            var (sum, earlier) = (now.Colleges.GetValueOrDefault(college, empty), before.Colleges.GetValueOrDefault(college, empty));
            own.Add(Add(sum));
            ownBefore.Add(Add(earlier));
            collegeRows.Add((own[^1], ownBefore[^1], college, sum, earlier));
        }

        guard.Partition(total, own);
        guard.Partition(totalBefore, ownBefore);
        AddKinds(now, total);
        Show(total, totalBefore, now, before);
    }

    public ImpactLine Total { get; private set; } = null!;

    public List<ImpactLine> Colleges { get; } = [];

    public List<ImpactLine> Kinds { get; } = [];

    public List<ImpactLine> Activities { get; } = [];

    public List<ImpactLine> Resources { get; } = [];

    public bool HidesAny { get; private set; }

    private void AddKinds(ImpactTally now, int total)
    {
        var kinds = new List<int>();
        foreach (var (kind, (sum, things)) in now.Kinds)
        {
            var row = Add(sum);
            kinds.Add(row);
            lines.Add((row, "", kind, sum, Kinds));
            if (kind == ImpactKinds.Elsewhere)
                continue;
            var parts = new List<int>();
            foreach (var (thing, own) in things)
            {
                parts.Add(Add(own));
                lines.Add((parts[^1], kind, thing, own, kind == ImpactKinds.Resource ? Resources : Activities));
            }

            guard.Cover(row, parts);
        }

        guard.Cover(total, kinds);
    }

    private void Show(int total, int totalBefore, ImpactTally now, ImpactTally before)
    {
        var hidden = guard.Hide();
        HidesAny = hidden.Any;
        Total = Line(hidden, total, "", "total", now.Total) with { Before = Before(hidden, totalBefore, before.Total) };
        foreach (var college in collegeRows)
            Colleges.Add(Line(hidden, college.Row, "college", college.Key, college.Sum) with { Before = Before(hidden, college.RowBefore, college.Before) });
        foreach (var line in lines)
            line.Table.Add(Line(hidden, line.Row, line.Kind, line.Key, line.Sum));
    }

    private int Add(ImpactSum sum) => guard.Add(sum.Events, sum.Encounters, sum.Minutes);

    private ImpactLine Line(HiddenFigures hidden, int row, string kind, string key, ImpactSum sum) => new(
        key,
        name(kind, key),
        hidden.Row(row) ? null : sum.Learners,
        hidden.Row(row) || hidden.Amount(row, 0) ? null : sum.Encounters.Value,
        hidden.Row(row) || hidden.Amount(row, 1) ? null : Math.Round(sum.Minutes.Value / 60.0, 1));

    private static long? Before(HiddenFigures hidden, int row, ImpactSum sum) => hidden.Row(row) ? null : sum.Learners;
}
