using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Reports.Impact;

/// <summary>Ratings from 1 to 5: how many, and what they add up to; each figure knows the learners behind it.</summary>
public sealed class ImpactRating
{
    public Amount Ratings { get; } = new();

    public Amount Sum { get; } = new();

    public double? Average => Ratings.Value == 0 ? null : Math.Round((double)Sum.Value / Ratings.Value, 1);

    public void Add(Counter counter)
    {
        Ratings.Add(counter.Ratings, counter.Learners);
        Sum.Add(counter.RatingSum, counter.Learners);
    }
}
