using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>Who came to an activity and how it was rated, over all colleges, as others may see it: rounded, and null where few
/// stand behind it; the ratings too where few came.</summary>
/// <param name="Learners">Distinct at each college.</param>
/// <param name="Rating">The mean, of 1 to 5.</param>
/// <param name="Raters">How many learners rated.</param>
public sealed record SessionFigures(long? Learners, int? Colleges, double? Rating, long? Raters)
{
    public static async Task<SessionFigures> ReadAsync(
        Activity activity, IEnumerable<College> colleges, CounterReader counters, LondonClock clock, CancellationToken cancellationToken)
    {
        var (came, rated) = (new List<long>(), new List<long>());
        var mean = new SharedMean();
        var first = LondonClock.DateOf(activity.Definition.StartsAt);
        foreach (var college in colleges)
        {
            var own = await counters.ReadAsync(college.Id, first, clock.Today, cancellationToken)
                .Where(counter => counter.Kind == ObjectKind.Activity && counter.Object == activity.Id.ToString())
                .ToListAsync(cancellationToken);
            came.Add(Distinct(own.Where(counter => counter.Verb == FactVerb.Attended)));
            rated.Add(Distinct(own.Where(counter => counter.Ratings > 0)));
            foreach (var counter in own)
                mean.Add(college.Id, counter.RatingSum, counter.Ratings, counter.Learners);
        }

        var learners = SmallNumbers.Learners(came);
        var raters = learners is null or 0 ? null : SmallNumbers.Learners(rated);
        var isShown = learners > 0;
        return new SessionFigures(
            isShown ? learners : null,
            isShown ? came.Count(own => own > 0) : null,
            raters > 0 ? mean.Shown : null,
            raters > 0 ? raters : null);
    }

    private static int Distinct(IEnumerable<Counter> counters) =>
        counters.SelectMany(counter => counter.Learners).Distinct().Count();
}
