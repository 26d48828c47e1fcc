using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>
/// What learners of several colleges gave on average, as it leaves the programme: of the colleges where enough of them did for their
/// number to be shown, and where as it is shown it is enough for an average.
/// </summary>
public sealed class SharedMean
{
    private readonly Dictionary<CollegeId, (Amount Count, long Sum)> colleges = [];

    /// <summary>Null where too few gave anything.</summary>
    public double? Shown
    {
        get
        {
            var many = colleges.Values.Where(college => college.Count.Learners >= SmallNumbers.Least).ToList();
            return many.Sum(college => SmallNumbers.Round(college.Count.Learners)) >= SmallNumbers.LeastOfAverage
                ? (double)many.Sum(college => college.Sum) / many.Sum(college => college.Count.Value)
                : null;
        }
    }

    /// <param name="college">Whose learners.</param>
    /// <param name="sum">What they gave together.</param>
    /// <param name="count">How often.</param>
    /// <param name="learners">Who they are.</param>
    public void Add(CollegeId college, long sum, long count, ulong[] learners)
    {
        var known = colleges.TryGetValue(college, out var before) ? before : (Count: new Amount(), Sum: 0);
        known.Count.Add(count, learners);
        colleges[college] = known with { Sum = known.Sum + sum };
    }
}
