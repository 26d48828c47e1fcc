using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>
/// A shown figure over colleges, of learners or of what they did: each college's rounded or among the few, the few together.
/// </summary>
/// <param name="learners">Each college's learners.</param>
/// <param name="values">What they did, or again the learners.</param>
internal sealed class ShownSum(IReadOnlyList<int> learners, IReadOnlyList<int> values, long? shown)
    : Rule([.. learners, .. values.Except(learners)])
{
    public override void Narrow(Bounds bounds)
    {
        for (var college = 0; college < learners.Count; college++)
            Narrow(bounds, college, Others(bounds, college));
    }

    private void Narrow(Bounds bounds, int college, Dictionary<(long Shown, int Few), (int Low, int High)> others)
    {
        var (who, value) = (learners[college], values[college]);
        var (isFew, isNone) = (new bool[SmallNumbers.Least], bounds.Low(who) == 0 && Allows(others, 0, 0, 0));
        for (var few = Math.Max(1, bounds.Low(who)); few <= Math.Min(SmallNumbers.Least - 1, bounds.High(who)); few++)
            isFew[few] = Allows(others, 0, 1, few);
        var many = Enumerable.Range(0, bounds.High(value) + 1)
            .Where(number => number >= Math.Max(SmallNumbers.Least, bounds.Low(value)) && bounds.High(who) >= SmallNumbers.Least)
            .GroupBy(number => SmallNumbers.Round(number))
            .Where(alike => Allows(others, alike.Key, 0, 0))
            .SelectMany(alike => alike)
            .ToList();
        var least = isNone ? 0 : Array.IndexOf(isFew, true) is var first and > 0 ? first : many.Count > 0 ? SmallNumbers.Least : int.MaxValue;
        bounds.AtLeast(who, least);
        if (many.Count == 0)
            bounds.AtMost(who, Array.LastIndexOf(isFew, true) is var last and > 0 ? last : isNone ? 0 : -1);
        if (!isNone && !isFew.Contains(true) && many.Count > 0)
        {
            bounds.AtLeast(value, many[0]);
            bounds.AtMost(value, many[^1]);
        }
        else if (who == value && many.Count > 0)
        {
            bounds.AtMost(value, many[^1]);
        }
        else if (isNone && !isFew.Contains(true) && many.Count == 0)
        {
            bounds.AtMost(value, 0);
        }
    }

    /// <summary>What the other colleges can come to: shown, how many of few, and between what and what these come to.</summary>
    private Dictionary<(long Shown, int Few), (int Low, int High)> Others(Bounds bounds, int without)
    {
        var sums = new Dictionary<(long Shown, int Few), (int Low, int High)> { [(0, 0)] = (0, 0) };
        for (var college = 0; college < learners.Count; college++)
        {
            if (college == without)
                continue;
            var next = new Dictionary<(long Shown, int Few), (int Low, int High)>();
            foreach (var ((told, few), (low, high)) in sums)
            {
                foreach (var (more, isFew, least, most) in Choices(bounds, college))
                {
                    if (told + more > (shown ?? 0))
                        continue;
                    var key = (told + more, few + isFew);
                    var range = next.GetValueOrDefault(key, (int.MaxValue, int.MinValue));
                    next[key] = (Math.Min(range.Item1, low + least), Math.Max(range.Item2, high + most));
                }
            }

            sums = next;
        }

        return sums;
    }

    private IEnumerable<(long Shown, int Few, int Low, int High)> Choices(Bounds bounds, int college)
    {
        var (who, value) = (learners[college], values[college]);
        if (bounds.Low(who) == 0)
            yield return (0, 0, 0, 0);
        var (low, high) = (Math.Max(1, bounds.Low(who)), Math.Min(SmallNumbers.Least - 1, bounds.High(who)));
        if (low <= high)
            yield return (0, 1, low, high);
        if (bounds.High(who) < SmallNumbers.Least)
            yield break;
        var last = SmallNumbers.Round(bounds.High(value));
        for (var told = SmallNumbers.Round(Math.Max(SmallNumbers.Least, bounds.Low(value))); told <= last; told += SmallNumbers.Least)
            yield return (told, 0, 0, 0);
    }

    private bool Allows(Dictionary<(long Shown, int Few), (int Low, int High)> others, long told, int few, int people)
    {
        foreach (var ((shownToo, fewToo), (low, high)) in others)
        {
            var isAnybody = told + shownToo > 0 || few + fewToo > 0;
            for (var sum = low; sum <= high; sum++)
            {
                var figure = told + shownToo + SmallNumbers.Pooled(sum + people, few + fewToo);
                if (figure == 0 && isAnybody ? shown is null : figure == shown)
                    return true;
            }
        }

        return false;
    }
}
