using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>Who came to an activity and how it was rated, over all colleges; each null where fewer than five stand behind it, and
/// the ratings too where fewer than five came.</summary>
/// <param name="Learners">Distinct at each college.</param>
/// <param name="Rating">The mean, of 1 to 5.</param>
/// <param name="Raters">How many learners rated.</param>
public sealed record SessionFigures(int? Learners, int? Colleges, double? Rating, int? Raters)
{
    public static async Task<SessionFigures> ReadAsync(
        Activity activity, IEnumerable<College> colleges, CounterReader counters, LondonClock clock, CancellationToken cancellationToken)
    {
        var (learners, reached, raters) = (0, 0, 0);
        var (sum, ratings) = (0L, 0L);
        var first = LondonClock.DateOf(activity.Definition.StartsAt);
        foreach (var college in colleges)
        {
            var own = await counters.ReadAsync(college.Id, first, clock.Today, cancellationToken)
                .Where(counter => counter.Kind == ObjectKind.Activity && counter.Object == activity.Id.ToString())
                .ToListAsync(cancellationToken);
            var came = Distinct(own.Where(counter => counter.Verb == FactVerb.Attended));
            learners += came;
            reached += came > 0 ? 1 : 0;
            raters += Distinct(own.Where(counter => counter.Ratings > 0));
            sum += own.Sum(counter => counter.RatingSum);
            ratings += own.Sum(counter => counter.Ratings);
        }

        var (isShown, isRated) = (learners >= CellSuppression.Least, Math.Min(learners, raters) >= CellSuppression.Least);
        return new SessionFigures(
            isShown ? learners : null,
            isShown ? reached : null,
            isRated ? (double)sum / ratings : null,
            isRated ? raters : null);
    }

    private static int Distinct(IEnumerable<Counter> counters) =>
        counters.SelectMany(counter => counter.Learners).Distinct().Count();
}
