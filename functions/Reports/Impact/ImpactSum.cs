using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Reports.Impact;

/// <summary>What a set of counters adds up to; each figure knows the learners behind it.</summary>
public sealed class ImpactSum
{
    public Amount Events { get; } = new();

    /// <summary>Learners at sessions, each session of each learner counted.</summary>
    public Amount Encounters { get; } = new();

    public Amount Minutes { get; } = new();

    public long Learners => Events.Learners;

    public void Add(Counter counter)
    {
        Events.Add(counter.Events, counter.Learners);
        Minutes.Add(counter.Minutes, counter.Learners);
        if (counter is { Kind: ObjectKind.Activity, Verb: FactVerb.Attended })
            Encounters.Add(counter.Learners.Length, counter.Learners);
    }
}
