using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Reports.Impact;

/// <summary>Who the learners were: by year group, and how many came again.</summary>
internal static class ImpactPeople
{
    /// <summary>
    /// The year groups are all told or none: they add up to all learners, so that beside the shown ones a hidden one of one or
    /// two could be worked out.
    /// </summary>
    public static IReadOnlyList<ImpactLine> YearGroups(ImpactTally tally)
    {
        var isHidden = tally.YearGroups.Values.Any(group => group.Events.ShownLearners is null);
        return
        [
            .. tally.YearGroups.Select(group => new ImpactLine(
                group.Key == ImpactTally.UnknownYearGroup ? "" : $"{group.Key}",
                group.Key == ImpactTally.UnknownYearGroup ? "Not known" : $"Year {group.Key}",
                isHidden ? null : group.Value.Events.ShownLearners,
                isHidden ? null : group.Value.Encounters.Shown,
                Hours: null)),
        ];
    }

    public static ImpactRepeat Repeat(ImpactTally tally)
    {
        var attended = SmallNumbers.Learners(tally.Attendances.Select(college => (long)college.Count));
        var again = SmallNumbers.Learners(
            tally.Attendances.Select(college => (long)college.Count(sessions => sessions > 1)));
        return attended is null || again is null ? new ImpactRepeat(null, null) : new ImpactRepeat(attended, again);
    }
}
