using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>One college's minutes, an hour for each learner and session: they tell how often each came.</summary>
/// <param name="isShown">Whether minutes may be what was shown.</param>
internal sealed class ShownMinutes(int learners, int events, Predicate<long> isShown) : Rule(learners, events)
{
    public override void Narrow(Bounds bounds)
    {
        var left = new List<(int Learners, int Events)>();
        for (var people = bounds.Low(learners); people <= bounds.High(learners); people++)
        {
            for (var times = Math.Max(people, bounds.Low(events)); times <= (people == 0 ? 0 : bounds.High(events)); times++)
            {
                if (isShown(people < SmallNumbers.Least ? 0 : SmallNumbers.Minutes(60L * times, people)))
                    left.Add((people, times));
            }
        }

        if (left.Count == 0)
        {
            bounds.AtMost(learners, -1);
            return;
        }

        bounds.AtLeast(learners, left.Min(pair => pair.Learners));
        bounds.AtMost(learners, left.Max(pair => pair.Learners));
        bounds.AtLeast(events, left.Min(pair => pair.Events));
        bounds.AtMost(events, left.Max(pair => pair.Events));
    }
}
