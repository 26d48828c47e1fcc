using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests.Content;

/// <summary>Adds a college's counters up to its week. It needs those of the week and of the four weeks before.</summary>
public sealed class WeekTally
{
    /// <summary>The weeks that a week is compared with.</summary>
    public const int WeeksBefore = 4;

    private readonly IReadOnlyList<Counter> counters;
    private readonly IsoWeek week;

    public WeekTally(IsoWeek week, IEnumerable<Counter> counters)
    {
        this.week = week;

        this.counters = [.. counters.Where(IsEngagement)];
    }

    /// <summary>Who enrolled or left was registered by somebody: that is no engagement.</summary>
    public static bool IsEngagement(FactVerb verb) => verb is not (FactVerb.Enrolled or FactVerb.Left);

    public static bool IsEngagement(Counter counter) => IsEngagement(counter.Verb);

    public static LocalDate FirstDay(IsoWeek week) => week.Monday.PlusWeeks(-WeeksBefore);

    public CollegeWeek Sum()
    {
        var before = Enumerable.Range(1, WeeksBefore).Select(back => Sum(IsoWeek.Containing(week.Monday.PlusWeeks(-back)))).ToList();
        return Sum(week) with
        {
            LastSeen = counters.Count == 0 ? null : LocalDatePattern.Iso.Format(counters.Max(counter => counter.Date)),
            Before = before.TrueForAll(earlier => earlier.Events == 0)
                ? null
                : new WeekAverage(
                    before.Average(earlier => earlier.Sessions),
                    before.Average(earlier => earlier.Learners),
                    before.Average(earlier => earlier.Minutes))
                { Weeks = before },
        };
    }

    /// <summary>The week's activities or resources, the one that reached most learners first.</summary>
    public IReadOnlyList<WeekRow> By(ObjectKind kind, Func<string, (string Title, string Kind)> name) =>
    [
        .. CountersOf(week)
            .Where(counter => counter.Kind == kind)
            .GroupBy(counter => counter.Object, StringComparer.Ordinal)
            .Select(thing => new WeekRow(
                name(thing.Key).Title,
                name(thing.Key).Kind,
                Learners(thing),
                thing.Sum(counter => counter.Minutes),
                thing.Sum(counter => counter.Events)))
            .OrderByDescending(row => row.Learners)
                .ThenByDescending(row => row.Minutes)
                .ThenBy(row => row.Title, StringComparer.Ordinal),
    ];

    private CollegeWeek Sum(IsoWeek wanted)
    {
        var own = CountersOf(wanted).ToList();
        var held = Held(own);
        return new CollegeWeek
        {
            Sessions = held.Count,
            Held = held,
            Learners = Learners(own),
            Minutes = own.Sum(counter => counter.Minutes),
            MinutesLearners = Learners(own.Where(counter => counter.Minutes > 0)),
            Events = own.Sum(counter => counter.Events),
            ElsewhereEvents = own.Where(counter => counter.Kind == ObjectKind.Elsewhere).Sum(counter => counter.Events),
        };
    }

    private IEnumerable<Counter> CountersOf(IsoWeek wanted) =>
        counters.Where(counter => counter.Date >= wanted.Monday && counter.Date <= wanted.Sunday);

    private static List<string> Held(IEnumerable<Counter> counters) =>
    [
        .. counters.Where(counter => counter is { Kind: ObjectKind.Activity, Verb: FactVerb.Attended })
            .Select(counter => $"{counter.Object} {LocalDatePattern.Iso.Format(counter.Date)}")
            .Distinct(StringComparer.Ordinal),
    ];

    private static int Learners(IEnumerable<Counter> counters)
    {
        var who = new LearnerUnion();
        foreach (var counter in counters)
            who.Add(counter.Learners);
        return who.Count;
    }
}
