namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>Who was at sessions, how often all of them together, and how many of them more than once.</summary>
/// <param name="most">How many sessions there can have been.</param>
internal sealed class AgainRule(int learners, int events, int again, int most) : Rule(learners, events, again)
{
    public override void Narrow(Bounds bounds)
    {
        bounds.AtMost(again, bounds.High(learners));
        bounds.AtMost(again, bounds.High(events) - bounds.Low(learners));
        bounds.AtLeast(events, bounds.Low(learners) + bounds.Low(again));
        bounds.AtMost(learners, bounds.High(events) - bounds.Low(again));
        bounds.AtMost(events, bounds.High(learners) + (bounds.High(again) * (most - 1)));
        if (bounds.Low(events) > bounds.High(learners))
            bounds.AtLeast(again, 1);
    }
}
