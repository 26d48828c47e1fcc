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

    /// <summary>The nearest multiple of five; counts have no halves.</summary>
    public static long Round(long count) => (count + (Unit / 2)) / Unit * Unit;

    /// <summary>
    /// Minutes as they are shown: what a learner spent on average, to five minutes where it is ten or more, for the rounded number
    /// of learners. Rounded by themselves they would tell the number: 840 minutes of a session of one hour are 14 learners.
    /// </summary>
    public static long Minutes(long minutes, long learners)
    {
        var each = Math.Max(1, (long)Math.Round((double)minutes / learners));
        return Round(learners) * (each < 2 * Unit ? each : Round(each));
    }

    /// <summary>
    /// Whether what several hidden figures come to may be shown, rounded: only where that leaves each of them anything from one to
    /// four, and where what is not shown is not the least alone. Of two behind which eight stand each would be four.
    /// </summary>
    /// <param name="learners">Behind all of them.</param>
    /// <param name="figures">How many there are.</param>
    public static bool MayPool(long learners, int figures)
    {
        var low = Math.Max(Least, Round(learners) - (Unit / 2));
        return learners >= Least && low >= figures + 2 && low <= ((Least - 1) * (figures - 1)) + 1;
    }

    /// <summary>
    /// Learners of several colleges: each college's shown number added up, and what those with few come to where that may be
    /// told; null where nothing of it may. What is added up from shown numbers tells nothing that they do not.
    /// </summary>
    public static long? Learners(IEnumerable<long> colleges)
    {
        var some = colleges.Where(learners => learners > 0).ToList();
        var few = some.FindAll(learners => learners < Least);
        var shown = some.Where(learners => learners >= Least).Sum(Round)
            + (MayPool(few.Sum(), few.Count) ? Round(few.Sum()) : 0);
        return some.Count > 0 && shown == 0 ? null : shown;
    }
}
