using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Reports.Impact;

/// <summary>Ratings from 1 to 5: how many, and what they add up to.</summary>
public sealed class ImpactRating
{
    private readonly SharedMean mean = new();

    public SharedAmount Ratings { get; } = new(Measure.Count);

    /// <summary>Null where too few gave one.</summary>
    public double? Average => mean.Shown is { } shown ? Math.Round(shown, 1) : null;

    public void Add(CollegeId college, Counter counter)
    {
        Ratings.Add(college, counter.Date, counter.Ratings, counter.Learners);
        mean.Add(college, counter.RatingSum, counter.Ratings, counter.Learners);
    }
}
