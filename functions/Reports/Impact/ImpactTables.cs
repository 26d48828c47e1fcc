using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// The report's tables with small numbers hidden. All that adds up is told to the guard: colleges to the total in
/// both periods, kinds to the total, things to their kind, activities to their employer.
/// </summary>
public sealed class ImpactTables
{
    // Beside learners and events: encounters and minutes, each of them guarded by the learners behind it.
    private readonly SuppressedRows guard = new(amounts: 2);
    private readonly List<(int Row, string Kind, string Key, ImpactSum Sum, List<ImpactLine> Table)> lines = [];
    private readonly List<(int Row, int RowBefore, string Key, ImpactSum Sum, ImpactSum Before)> collegeRows = [];
    private readonly Func<string, string, string> name;
    private readonly ImpactRatings ratings;

    /// <param name="now">The report's period.</param>
    /// <param name="before">The period it is compared with; null when there is none.</param>
    /// <param name="colleges">Every college to list, by id; one without figures has a line of zeros.</param>
    /// <param name="name">The name of a thing of a kind; the kind is <c>college</c> for a college and empty for a
    /// kind itself.</param>
    public ImpactTables(
        ImpactTally now, ImpactTally? before, IReadOnlyCollection<string> colleges, Func<string, string, string> name)
    {
        this.name = name;
        ratings = new ImpactRatings(now);
        var total = Add(now.Total);
        var empty = new ImpactSum();
        var totalBefore = Add(before?.Total ?? empty);
        var (own, ownBefore) = (new List<int>(), new List<int>());
        foreach (var college in colleges.Order(StringComparer.Ordinal))
        {
            var (sum, earlier) = (now.Colleges.GetValueOrDefault(college, empty), before?.Colleges.GetValueOrDefault(college, empty) ?? empty);
            own.Add(Add(sum));
            ownBefore.Add(Add(earlier));
            collegeRows.Add((own[^1], ownBefore[^1], college, sum, earlier));
        }

        guard.Partition(total, own);
        guard.Partition(totalBefore, ownBefore);
        AddEmployers(now, AddKinds(now, total));
        Show(total, totalBefore, now, before);
        var people = new ImpactPeople(now, Total.Learners is null);
        (YearGroups, Repeat, HidesAny) = (people.YearGroups, people.Repeat, HidesAny || people.HidesAny || ratings.HidesAny);
    }

    public ImpactLine Total { get; private set; } = null!;

    public List<ImpactLine> Colleges { get; } = [];

    public List<ImpactLine> Kinds { get; } = [];

    public List<ImpactLine> Activities { get; } = [];

    public List<ImpactLine> Resources { get; } = [];

    public List<ImpactLine> Employers { get; } = [];

    public IReadOnlyList<ImpactLine> YearGroups { get; }

    public ImpactRepeat Repeat { get; }

    public bool HidesAny { get; private set; }

    /// <summary>Answers the row of each activity.</summary>
    private Dictionary<string, int> AddKinds(ImpactTally now, int total)
    {
        var (kinds, activities) = (new List<int>(), new Dictionary<string, int>(StringComparer.Ordinal));
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
                if (kind != ImpactKinds.Resource)
                    activities[thing] = parts[^1];
            }

            guard.Cover(row, parts);
        }

        guard.Cover(total, kinds);
        return activities;
    }

    private void AddEmployers(ImpactTally now, Dictionary<string, int> activities)
    {
        foreach (var (employer, (sum, own)) in now.Employers)
        {
            var row = Add(sum);
            lines.Add((row, "employer", employer, sum, Employers));
            guard.Cover(row, [.. own.Select(activity => activities[activity])]);
        }
    }

    private void Show(int total, int totalBefore, ImpactTally now, ImpactTally? before)
    {
        var hidden = guard.Hide();
        HidesAny = hidden.Any;
        Total = ratings.OfAll(
            Line(hidden, total, "", "total", now.Total) with { Before = before is null ? null : Before(hidden, totalBefore, before.Total) });
        foreach (var college in collegeRows)
            Colleges.Add(
                Line(hidden, college.Row, "college", college.Key, college.Sum) with { Before = before is null ? null : Before(hidden, college.RowBefore, college.Before) });
        foreach (var line in lines)
            line.Table.Add(ratings.Of(Line(hidden, line.Row, line.Kind, line.Key, line.Sum), line.Table == Activities));
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
