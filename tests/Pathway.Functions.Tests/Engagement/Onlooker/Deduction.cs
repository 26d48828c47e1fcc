namespace Pathway.Functions.Tests.Engagement.Onlooker;

/// <summary>
/// What can be worked out of one group from all that was shown of it. Events of days add up: whatever holds for the sums of
/// runs of days is a system of differences, whose tightest bounds are shortest paths, exact in whole numbers. Learners do not
/// add up: of two runs together there are at least as many as of each, at most as many as of both.
/// </summary>
internal sealed class Deduction
{
    private const long Endless = long.MaxValue / 8;

    // Sums up to the end of a day, 0 before the first: most[i, j] is how far sum j can lie above sum i.
    private readonly long[,] most;
    private readonly (long Low, long High)[,] learners;
    private readonly int days;

    /// <param name="shown">Bounds for a run of days: of its learners, and of its events.</param>
    /// <param name="days">How many days there are.</param>
    public Deduction(
        IEnumerable<(int First, int Last, (long Low, long High) Learners, (long Low, long High) Events)> shown, int days)
    {
        this.days = days;
        most = new long[days + 1, days + 1];
        learners = new (long, long)[days, days];
        for (var i = 0; i <= days; i++)
        {
            for (var j = 0; j <= days; j++)
                most[i, j] = j <= i ? 0 : Endless;
        }

        for (var first = 0; first < days; first++)
        {
            for (var last = 0; last < days; last++)
                learners[first, last] = (0, Endless);
        }

        foreach (var (first, last, people, events) in shown)
        {
            learners[first, last] = (Math.Max(learners[first, last].Low, people.Low), Math.Min(learners[first, last].High, people.High));

            // Whoever did anything did it once at least.
            most[first, last + 1] = Math.Min(most[first, last + 1], events.High);
            most[last + 1, first] = Math.Min(most[last + 1, first], -Math.Max(events.Low, people.Low));
        }

        ShortenPaths();
        NarrowLearners();
    }

    public (long Low, long High) Events(int first, int last) => (-most[last + 1, first], most[first, last + 1]);

    public (long Low, long High) Learners(int first, int last) => learners[first, last];

    private void ShortenPaths()
    {
        for (var via = 0; via <= days; via++)
        {
            for (var i = 0; i <= days; i++)
            {
                for (var j = 0; j <= days; j++)
                    most[i, j] = Math.Min(most[i, j], Math.Min(Endless, most[i, via] + most[via, j]));
            }
        }
    }

    private void NarrowLearners()
    {
        for (var moved = true; moved;)
        {
            moved = false;
            for (var first = 0; first < days; first++)
            {
                for (var last = first; last < days; last++)
                    moved |= Narrow(first, last);
            }
        }
    }

    private bool Narrow(int first, int last)
    {
        var (low, high) = learners[first, last];
        var before = (low, high);
        high = Math.Min(high, Events(first, last).High);
        low = Math.Max(low, Events(first, last).Low > 0 ? 1 : 0);
        if (last > first)
        {
            low = Math.Max(low, Math.Max(learners[first, last - 1].Low, learners[first + 1, last].Low));
            for (var cut = first; cut < last; cut++)
                high = Math.Min(high, learners[first, cut].High + learners[cut + 1, last].High);
        }

        if (first > 0)
            Inside(learners[first - 1, last], learners[first - 1, first - 1]);
        if (last < days - 1)
            Inside(learners[first, last + 1], learners[last + 1, last + 1]);
        learners[first, last] = (low, high);
        return before != (low, high);

        // A longer run has as many at least; less those of the day that it has more, these must make it up.
        void Inside((long Low, long High) longer, (long Low, long High) day)
        {
            high = Math.Min(high, longer.High);
            low = Math.Max(low, longer.Low - day.High);
        }
    }
}
