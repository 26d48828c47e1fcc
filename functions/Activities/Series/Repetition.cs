using NodaTime;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities.Series;

/// <summary>
/// How an activity repeats: its start and end are those of the first date, and every other one has the same hours on
/// the clock of its zone, whatever the clocks do. Either <see cref="Until"/> or <see cref="Times"/> says where it ends.
/// </summary>
/// <param name="Interval">Every so many weeks: 1 or 2.</param>
/// <param name="On">The days of the week, the first date's among them.</param>
public sealed record Repetition(int Interval, IReadOnlyList<IsoDayOfWeek> On)
{
    /// <summary>The last day there may be one.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>How many dates it has, those that are left out counted, as calendars count.</summary>
    public int? Times { get; init; }

    /// <summary>Dates on which it is not held. What is no date of the series anyway stands for nothing.</summary>
    public IReadOnlyList<LocalDate> Except { get; init; } = [];

    /// <summary>Why one of these is called off, in the manager's words; everybody who was invited reads it.</summary>
    public IReadOnlyDictionary<LocalDate, string> Reasons { get; init; } = new Dictionary<LocalDate, string>();

    public IReadOnlyList<MovedDate> Moved { get; init; } = [];

    /// <summary>Null when it has no date, or more than a series may have.</summary>
    public WeeklyPattern? PatternFrom(LocalDate first) => Times is { } times
        ? WeeklyPattern.Times(Interval, On, first, times)
        : WeeklyPattern.Until(Interval, On, first, Until ?? first);

    /// <summary>What is held, by its date in the series.</summary>
    public IEnumerable<Occurrence> Occurrences(LocalDateTime start, LocalDateTime end)
    {
        var length = Period.Between(start, end);
        foreach (var date in PatternFrom(start.Date)?.Dates() ?? [])
        {
            if (Except.Contains(date))
                continue;
            var moved = Moved.FirstOrDefault(candidate => candidate.Date == date);
            var from = date + start.TimeOfDay;
            yield return moved is null
                ? new Occurrence(date, from, from + length)
                : new Occurrence(date, moved.Start, moved.End, IsMoved: true);
        }
    }

    /// <summary>The same but for the pattern, which somebody changed: it goes on ending as it was put.</summary>
    public Repetition Following(WeeklyPattern pattern) => this with
    {
        Interval = pattern.Interval,
        On = pattern.Days,
        Until = Times is null ? pattern.Last : null,
        Times = Times is null ? null : pattern.Dates().Count(),
        Moved = [],
    };

    public static Repetition From(WeeklyPattern pattern) =>
        new(pattern.Interval, pattern.Days) { Until = pattern.Last };
}
