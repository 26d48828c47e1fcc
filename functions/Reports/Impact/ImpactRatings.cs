using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// The activities' ratings with small numbers hidden: what was given, and by how many, adds up to that of all.
/// </summary>
internal sealed class ImpactRatings
{
    private readonly SuppressedRows guard = new(amounts: 1);
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);
    private readonly HiddenFigures hidden;
    private readonly ImpactTally tally;

    public ImpactRatings(ImpactTally tally)
    {
        this.tally = tally;
        var total = guard.Add(tally.Rating.Ratings, tally.Rating.Sum);
        foreach (var (activity, rating) in tally.Ratings)
            rows[activity] = guard.Add(rating.Ratings, rating.Sum);
        guard.Cover(total, [.. rows.Values]);
        hidden = guard.Hide();
    }

    public bool HidesAny => hidden.Any;

    public ImpactLine OfAll(ImpactLine line) => With(line, 0, tally.Rating);

    /// <summary>The line with what the activity got; nothing is kept of other things' ratings.</summary>
    public ImpactLine Of(ImpactLine line, bool isActivity) =>
        isActivity && rows.TryGetValue(line.Key, out var row) ? With(line, row, tally.Ratings[line.Key]) : line;

    private ImpactLine With(ImpactLine line, int row, ImpactRating rating) =>
        hidden.Row(row) || hidden.Amount(row, 0)
            ? line with { Ratings = null, Rating = null }
            : line with { Ratings = rating.Ratings.Value, Rating = rating.Average };
}
