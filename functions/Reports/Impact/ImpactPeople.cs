using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Reports.Impact;

/// <summary>Who the learners were, with small numbers hidden: by year group, and how many came again.</summary>
internal sealed class ImpactPeople
{
    /// <param name="isTotalHidden">Whether the number of all learners is hidden: then no part of it is told either.</param>
    public ImpactPeople(ImpactTally tally, bool isTotalHidden)
    {
        var guard = new SuppressedRows(amounts: 1);
        var total = guard.Add(Heads(tally.Total), tally.Total.Encounters);
        var rows = tally.YearGroups.Select(
            group => (group.Key, Sum: group.Value, Row: guard.Add(Heads(group.Value), group.Value.Encounters)))
            .ToList();
        guard.Partition(total, [.. rows.Select(row => row.Row)]);
        var hidden = guard.Hide();

        // The total stands in another table: a guard that would hide it here to protect its parts cannot, so all of them go.
        var all = isTotalHidden || hidden.Row(total);
        var encounters = all || hidden.Amount(total, 0);
        YearGroups = [.. rows.Select(row => new ImpactLine(
            row.Key == ImpactTally.UnknownYearGroup ? "" : $"{row.Key}",
            row.Key == ImpactTally.UnknownYearGroup ? "Not known" : $"Year {row.Key}",
            all || hidden.Row(row.Row) ? null : row.Sum.Learners,
            encounters || hidden.Row(row.Row) || hidden.Amount(row.Row, 0) ? null : row.Sum.Encounters.Value,
            Hours: null))];
        Repeat = Came(tally, out var hides);
        HidesAny = hidden.Any || hides;
    }

    public IReadOnlyList<ImpactLine> YearGroups { get; }

    public ImpactRepeat Repeat { get; }

    public bool HidesAny { get; }

    // Events are not kept by learner: heads are what adds up.
    private static Amount Heads(ImpactSum sum)
    {
        var heads = new Amount();
        heads.Add(sum.Learners, [.. sum.Events.Who ?? []]);
        return heads;
    }

    private static ImpactRepeat Came(ImpactTally tally, out bool hides)
    {
        var (attended, again) = (tally.Attendances.Count, tally.Attendances.Count(sessions => sessions > 1));
        var guard = new CellSuppression();
        var total = guard.Add(attended, attended);
        var parts = new[] { guard.Add(again, again), guard.Add(attended - again, attended - again) };
        guard.Partition(total, parts);
        var hidden = guard.Hide();
        hides = hidden.Contains(true);

        // Encounters less who attended are the sessions that were somebody's second: beside a hidden number neither is told.
        return hides ? new ImpactRepeat(null, null) : new ImpactRepeat(attended, again);
    }
}
