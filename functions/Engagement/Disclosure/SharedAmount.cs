using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>
/// What learners of several colleges did, as a figure that leaves the programme. It is made of parts, a college's weeks: each is
/// hidden or rounded by itself and the figure is the sum of what is shown, so that no choice of weeks tells more than each of them
/// does: one week with five events and two with one each come to five, not to seven, which rounded would tell them.
/// </summary>
public sealed class SharedAmount(Measure measure)
{
    private readonly Dictionary<CollegeId, CollegeAmount> colleges = [];

    /// <summary>As it is: for a college's own eyes.</summary>
    public long Value => colleges.Values.Sum(own => own.Weeks.Values.Sum(part => part.Value));

    /// <inheritdoc cref="Value"/>
    public long Learners => colleges.Values.Sum(own => own.Learners);

    /// <summary>The learners as others see them; null where they are hidden.</summary>
    public long? ShownLearners => SmallNumbers.Learners(colleges.Values.Select(own => own.Learners));

    /// <summary>The figure as others see it; null where it is hidden.</summary>
    public long? Shown
    {
        get
        {
            var shown = colleges.Values.SelectMany(own => own.Weeks)
                .GroupBy(part => part.Key, part => part.Value)
                .Sum(week => ShownOf([.. week]));
            return shown == 0 && colleges.Count > 0 ? null : shown;
        }
    }

    public void Add(CollegeId college, LocalDate day, long value, ulong[] learners)
    {
        if (value == 0)
            return;
        if (!colleges.TryGetValue(college, out var own))
            colleges[college] = own = new CollegeAmount();
        own.Add(day, value, learners);
    }

    /// <summary>
    /// What is shown of a week. Of the colleges with few, one event for each of their learners together: more would tell, beside
    /// their number, how many they are. Minutes are of all of them on average, for the same reason.
    /// </summary>
    private long ShownOf(List<Amount> colleges)
    {
        var few = colleges.FindAll(part => part.Learners < SmallNumbers.Least);
        var many = colleges.FindAll(part => part.Learners >= SmallNumbers.Least);
        var pooled = SmallNumbers.Pooled(few.Sum(part => part.Learners), few.Count);
        if (measure == Measure.Count)
            return many.Sum(part => SmallNumbers.Round(part.Value)) + pooled;
        var told = pooled > 0 ? colleges : many;
        return told.Count == 0
            ? 0
            : (many.Sum(part => SmallNumbers.Round(part.Learners)) + pooled)
                * SmallNumbers.Average(told.Sum(part => part.Value), told.Sum(part => part.Learners));
    }
}
