using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>What happened, to whom, and the minutes with whoever reported any.</summary>
public sealed class FigureSum
{
    public SharedAmount Events { get; } = new(Measure.Count);

    public SharedAmount Minutes { get; } = new(Measure.Minutes);

    public void Add(CollegeId college, Counter counter)
    {
        Events.Add(college, counter.Date, counter.Events, counter.Learners);
        Minutes.Add(college, counter.Date, counter.Minutes, counter.Learners);
    }
}
