using System.Buffers;
using System.Numerics;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>
/// The distinct learners of many sets. The sets are kept as they come and counted when somebody asks: a report puts the same set into
/// twenty sums, and most of them have no other. Prefixes are random already, so that a table of bare numbers tells them apart.
/// </summary>
public sealed class LearnerUnion
{
    private readonly List<ulong[]> sets = [];
    private int? counted;

    public int Count => counted ??= CountDistinct();

    /// <param name="learners">None of them twice, as a counter has them.</param>
    public void Add(ulong[] learners)
    {
        if (learners.Length == 0)
            return;
        sets.Add(learners);
        counted = null;
    }

    public void Add(LearnerUnion others)
    {
        sets.AddRange(others.sets);
        counted = null;
    }

    private int CountDistinct()
    {
        if (sets.Count < 2)
            return sets.Count == 0 ? 0 : sets[0].Length;

        // Never more than half full: a search then ends after a step or two.
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)sets.Sum(set => set.Length) * 2);
        var rented = ArrayPool<ulong>.Shared.Rent(slots);
        var table = rented.AsSpan(0, slots);
        table.Clear();
        var (count, hasZero) = (0, false);
        foreach (var set in sets)
        {
            foreach (var learner in set)
            {
                // Zero marks a free slot; as a prefix it is as likely as any other.
                if (learner == 0)
                    hasZero = true;
                else if (Put(table, learner))
                    count++;
            }
        }

        ArrayPool<ulong>.Shared.Return(rented);
        return count + (hasZero ? 1 : 0);
    }

    private static bool Put(Span<ulong> table, ulong learner)
    {
        var last = table.Length - 1;
        for (var at = (int)learner & last; ; at = (at + 1) & last)
        {
            if (table[at] == learner)
                return false;
            if (table[at] != 0)
                continue;
            table[at] = learner;
            return true;
        }
    }
}
