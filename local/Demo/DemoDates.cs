using NodaTime;

namespace Pathway.Local.Demo;

/// <summary>The days that the demo lies around: whenever it is loaded, last week is over and a session of this week is ahead.</summary>
/// <param name="LastMonday">Of the last full week.</param>
/// <param name="Session">When this week's masterclass starts.</param>
internal sealed record DemoDates(LocalDate LastMonday, LocalDateTime Session)
{
    private const int Hour = 14;

    // Whoever is invited is invited before it starts.
    private static readonly Period Notice = Period.FromMinutes(15);

    /// <param name="now">On the clock of London. The last minutes of a Sunday are the next week's already.</param>
    public static DemoDates From(LocalDateTime now)
    {
        var soonest = now + Notice;
        var monday = soonest.Date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));

        // On Tuesday as every week, else on the first afternoon that is left; on Sunday evening at the next quarter.
        var session = Enumerable.Range(1, 6).Select(day => monday.PlusDays(day).At(new LocalTime(Hour, 0)))
            .Where(start => start >= soonest)
            .DefaultIfEmpty(NextQuarter(soonest))
            .First();
        return new DemoDates(monday.PlusWeeks(-1), session);
    }

    private static LocalDateTime NextQuarter(LocalDateTime moment)
    {
        var minutes = (moment.Minute + 14) / 15 * 15;
        return moment.Date.At(new LocalTime(moment.Hour, 0)).PlusMinutes(minutes);
    }
}
