namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>A figure and the distinct learners behind it: who did nothing of it is not among them.</summary>
public sealed class Amount
{
    private readonly HashSet<ulong> who = [];
    private readonly long nameless;

    public Amount()
    {
    }

    /// <param name="value">The figure.</param>
    /// <param name="learners">How many learners stand behind it, who stand behind no other figure it is added up
    /// with.</param>
    public Amount(long value, long learners) => (Value, nameless) = (value, learners);

    public long Value { get; private set; }

    public long Learners => nameless + who.Count;

    /// <summary>Null where only their number is known.</summary>
    public IReadOnlyCollection<ulong>? Who => nameless > 0 ? null : who;

    /// <summary>Adds what learners did together; nothing done leaves nobody behind.</summary>
    public void Add(long value, ReadOnlySpan<ulong> learners)
    {
        if (value == 0)
            return;
        Value += value;
        foreach (var learner in learners)
            who.Add(learner);
    }
}
