namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// The distinct learners of many sets. Prefixes are random already, so that a table of bare numbers holds them: figures of a year
/// put the same learner in a million times.
/// </summary>
public sealed class LearnerUnion
{
    private const int LeastSlots = 16;

    private ulong[] slots = [];
    private int filled;
    private bool hasZero;

    public int Count => filled + (hasZero ? 1 : 0);

    public void Add(ReadOnlySpan<ulong> learners)
    {
        foreach (var learner in learners)
        {
            // Zero marks a free slot; as a prefix it is as likely as any other.
            if (learner == 0)
                hasZero = true;
            else
                Add(learner);
        }
    }

    private void Add(ulong learner)
    {
        // Never more than three quarters full: a search then ends after some steps.
        if (filled * 4 >= slots.Length * 3)
            Grow();
        if (Put(slots, learner))
            filled++;
    }

    private void Grow()
    {
        var grown = new ulong[Math.Max(LeastSlots, slots.Length * 2)];
        foreach (var learner in slots)
        {
            if (learner != 0)
                Put(grown, learner);
        }

        slots = grown;
    }

    private static bool Put(ulong[] slots, ulong learner)
    {
        var last = slots.Length - 1;
        for (var at = (int)learner & last; ; at = (at + 1) & last)
        {
            if (slots[at] == learner)
                return false;
            if (slots[at] != 0)
                continue;
            slots[at] = learner;
            return true;
        }
    }
}
