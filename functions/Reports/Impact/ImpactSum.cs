using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports.Impact;

/// <summary>What a set of counters adds up to; each figure knows the learners behind it.</summary>
public sealed class ImpactSum
{
    public SharedAmount Events { get; } = new(Measure.Count);

    /// <summary>Learners at sessions, each session of each learner counted.</summary>
    public SharedAmount Encounters { get; } = new(Measure.Count);

    public SharedAmount Minutes { get; } = new(Measure.Minutes);

    public void Add(CollegeId college, Counter counter)
    {
        Events.Add(college, counter.Date, counter.Events, counter.Learners);
        Minutes.Add(college, counter.Date, counter.Minutes, counter.Learners);
        if (counter is { Kind: ObjectKind.Activity, Verb: FactVerb.Attended })
            Encounters.Add(college, counter.Date, counter.Learners.Length, counter.Learners);
    }
}
