namespace Pathway.Functions.Engagement.Disclosure;

/// <summary>
/// The rule for a figure of one college that is shown to others: nobody is none, one to four are hidden, all else is rounded to
/// the nearest five. The same number is always shown the same way, so that asking again tells nothing.
/// </summary>
public static class SmallNumbers
{
    /// <summary>The fewest learners behind a figure that is shown.</summary>
    public const int Least = 5;

    /// <summary>The fewest behind an average, as in HESA's standard rounding: of seven or fewer none is shown.</summary>
    public const int LeastOfAverage = 8;

    /// <summary>The fewest of whom a percentage is told, as there: fewer than 22.5 are too few.</summary>
    public const int LeastOfPercentage = 23;

    private const int Unit = 5;

    // From so many on five minutes beside an average leave several times that somebody came open.
    private const int Many = 100;

    private static readonly int[] Steps = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480];

    /// <summary>The nearest multiple of five; counts have no halves.</summary>
    public static long Round(long count) => (count + (Unit / 2)) / Unit * Unit;

    /// <summary>
    /// Minutes as they are shown: what a learner spent on average, roughly, for the rounded number of learners. Rounded by
    /// themselves they would tell the number: 840 minutes of a session of one hour are 14 learners. And an average of 68 is of
    /// sessions of an hour that one in eight came to twice: steps of a third and more leave that open.
    /// </summary>
    public static long Minutes(long minutes, long learners) => Round(learners) * Average(minutes, learners);

    /// <summary>What each spent, as it is shown.</summary>
    public static long Average(long minutes, long learners)
    {
        var each = Math.Max(1, (long)Math.Round((double)minutes / learners));
        if (Round(learners) < Many && each <= Steps[^1])
            return Steps.MinBy(step => Math.Abs(step - each));
        return each < 2 * Unit ? each : Round(each);
    }

    /// <summary>
    /// What several hidden figures come to, rounded and kept away from both ends: whatever is shown, each of the others may be
    /// more than one and less than four, also for a college that knows its own. Two always come to five; one is not shown.
    /// </summary>
    /// <param name="learners">Behind all of them.</param>
    /// <param name="figures">How many there are.</param>
    public static long Pooled(long learners, int figures)
    {
        if (figures < 2)
            return 0;

        // Least is shown for all ones and up to two above it, which must be what four and ones come to with one to spare.
        var least = (figures + 2 + Unit - 1) / Unit * Unit;
        var most = ((figures * (Least - 1)) - 2) / Unit * Unit;
        return Math.Clamp(Round(learners), least, most);
    }

    /// <summary>
    /// Learners of several colleges: each college's shown number added up, and what those with few come to together; null
    /// where only one has any, and few. What is added up from shown numbers tells nothing that they do not.
    /// </summary>
    public static long? Learners(IEnumerable<long> colleges)
    {
        var some = colleges.Where(learners => learners > 0).ToList();
        var few = some.FindAll(learners => learners < Least);
        var shown = some.Where(learners => learners >= Least).Sum(Round)
            + Pooled(few.Sum(), few.Count);
        return some.Count > 0 && shown == 0 ? null : shown;
    }
}
