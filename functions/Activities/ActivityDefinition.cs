using NodaTime;
using Pathway.Functions.Activities.Series;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

/// <summary>
/// What the programme manager says of an activity. Times are on the wall clock of <see cref="TimeZone"/>; of one that
/// repeats, <see cref="Start"/> and <see cref="End"/> are those of its first date.
/// </summary>
public sealed record ActivityDefinition
{
    public required ActivityKind Kind { get; init; }

    public required string Title { get; init; }

    public string Description { get; init; } = "";

    public string Employer { get; init; } = "";

    public required LocalDateTime Start { get; init; }

    public required LocalDateTime End { get; init; }

    /// <summary>An IANA zone. A row may name one this machine does not know: then <see cref="Zone"/> is null.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether it is held in Teams.</summary>
    public bool Online { get; init; }

    public Audience Audience { get; init; } = Audience.Everyone;

    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    public IReadOnlyList<ResourceId> Resources { get; init; } = [];

    /// <summary>The activity's addresses in the colleges' learning platforms.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it is for, as the learners are told.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Learning outcomes: what learners can do afterwards.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Null for what is held once.</summary>
    public Repetition? Repeats { get; init; }

    /// <summary>Who speaks: invited as the colleges are, and told apart from them.</summary>
    public IReadOnlyList<Speaker> Speakers { get; init; } = [];

    /// <summary>For how many minutes a change of text waits for further ones, so that several are one mail; 0 is at once.</summary>
    public int QuietFor { get; init; }

    public DateTimeZone? Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone);

    /// <summary>When it starts. With an unknown zone the wall clock is read as UTC: near enough to sort by.</summary>
    public Instant StartsAt => WallClock.At(Start, Zone);

    /// <summary>When the last of it ends.</summary>
    public Instant EndsAt => Repeats is null
        ? WallClock.At(End, Zone)
        : Occurrences().Select(occurrence => WallClock.At(occurrence.End, Zone)).DefaultIfEmpty(WallClock.At(End, Zone)).Max();

    /// <summary>How long it lasts each time.</summary>
    public Duration Length => WallClock.At(End, Zone) - StartsAt;

    /// <summary>The first time it is held on a day or after it; when there is none any more, the last.</summary>
    public Occurrence OccurrenceFrom(LocalDate day)
    {
        var held = Occurrences().ToList();
        return held.Find(occurrence => occurrence.End.Date >= day) ?? held.LastOrDefault() ?? new Occurrence(Start.Date, Start, End);
    }

    /// <summary>Each time that it is held: once, unless it repeats.</summary>
    public IEnumerable<Occurrence> Occurrences() =>
        Repeats?.Occurrences(Start, End) ?? [new Occurrence(Start.Date, Start, End)];
}
