using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>A figure and the distinct learners behind it: who did nothing of it is not among them.</summary>
public sealed class Amount
{
    public long Value { get; private set; }

    public long Learners => Who.Count;

    internal LearnerUnion Who { get; } = new();

    /// <summary>Adds what learners did together; nothing done leaves nobody behind.</summary>
    public void Add(long value, ulong[] learners)
    {
        if (value == 0)
            return;
        Value += value;
        Who.Add(learners);
    }
}
