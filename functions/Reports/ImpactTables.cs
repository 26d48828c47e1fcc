using Pathway.Functions.Engagement;

namespace Pathway.Functions.Reports;

/// <summary>
/// The report's tables with small numbers hidden. All that adds up is told to the guard: colleges to the total in both periods, kinds
/// to the total, things to their kind.
/// </summary>
public sealed class ImpactTables
{
    private readonly SmallNumbers guard = new();
    private readonly List<(int Cell, Func<bool, ImpactLine> Line, List<ImpactLine> Table)> lines = [];
    private readonly List<(int Cell, int CellBefore, string Key, ImpactSum Sum, ImpactSum Before)> collegeCells = [];
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
            collegeCells.Add((own[^1], ownBefore[^1], college, sum, earlier));
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
            var cell = Add(sum);
            kinds.Add(cell);
            lines.Add((cell, hidden => Line("", kind, sum, hidden), Kinds));
            if (kind == ImpactKinds.Elsewhere)
                continue;
            var parts = new List<int>();
            foreach (var (thing, own) in things)
            {
                parts.Add(Add(own));
                lines.Add((parts[^1], hidden => Line(kind, thing, own, hidden), kind == ImpactKinds.Resource ? Resources : Activities));
            }

            guard.Cover(cell, parts);
        }

        guard.Cover(total, kinds);
    }

    private void Show(int total, int totalBefore, ImpactTally now, ImpactTally before)
    {
        var hidden = guard.Hide();
        HidesAny = hidden.Contains(true);
        Total = Line("", "total", now.Total, hidden[total]) with { Before = hidden[totalBefore] ? null : before.Total.Learners };
        foreach (var pair in collegeCells)
            Colleges.Add(Line("college", pair.Key, pair.Sum, hidden[pair.Cell]) with { Before = hidden[pair.CellBefore] ? null : pair.Before.Learners });
        foreach (var line in lines)
            line.Table.Add(line.Line(hidden[line.Cell]));
    }

    private int Add(ImpactSum sum) => guard.Add(sum.Learners, sum.Events);

    private ImpactLine Line(string kind, string key, ImpactSum sum, bool hidden) => hidden
        ? new ImpactLine(key, name(kind, key), null, null, null)
        : new ImpactLine(key, name(kind, key), sum.Learners, sum.Encounters, Math.Round(sum.Minutes / 60.0, 1));
}

/// <summary>What the report tells apart.</summary>
public static class ImpactKinds
{
    public const string Resource = "resource";

    /// <summary>Things in the colleges' own platforms.</summary>
    public const string Elsewhere = "elsewhere";
}
