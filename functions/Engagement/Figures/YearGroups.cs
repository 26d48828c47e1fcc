using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// Which year group learners are in, from their enrolments: one who enrolled in year 12 is in year 13 the academic year
/// after.
/// </summary>
public sealed class YearGroups
{
    private readonly Dictionary<ulong, (int Start, int YearGroup)> enrolled = [];

    /// <summary>What they take up in memory.</summary>
    public long Bytes => enrolled.Count * 40L;

    internal void Add(ulong learner, AcademicYear year, int yearGroup)
    {
        if (!enrolled.TryGetValue(learner, out var known) || known.Start < year.Start)
            enrolled[learner] = (year.Start, yearGroup);
    }

    /// <summary>The year group in an academic year, or null where no enrolment says it.</summary>
    public int? Find(ulong learner, AcademicYear year) =>
        enrolled.TryGetValue(learner, out var known) ? known.YearGroup + year.Start - known.Start : null;
}
