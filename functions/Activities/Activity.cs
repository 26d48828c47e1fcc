using Azure;
using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Activities;

public enum ActivityKind
{
    Masterclass,
    Project,
    Competition,
}

/// <summary>
/// A day that matters in a project or competition: a briefing, a deadline, a final. <see cref="Key"/> names it for good, so that
/// a deadline that moves stays the same entry in a calendar. <see cref="Time"/> is shown with the title; the entry itself is all-day.
/// </summary>
public sealed record Milestone(string Key, string Title, LocalDate Date, LocalTime? Time = null);

/// <summary>Which colleges an activity is for: all that are in the programme, or those named.</summary>
public sealed record Audience(IReadOnlyList<CollegeId> Colleges)
{
    /// <summary>Everybody, whoever joins later included.</summary>
    public static Audience Everyone { get; } = new([]) { All = true };

    public bool All { get; private init; }

    public bool Includes(CollegeId college) => All || Colleges.Contains(college);

    /// <summary>Whether any of these is among them; null stands for every college.</summary>
    public bool IncludesAny(IReadOnlySet<CollegeId>? colleges) => colleges is null || colleges.Any(Includes);
}

/// <summary>What the programme manager says of an activity. Times are on the wall clock of <see cref="TimeZone"/>.</summary>
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

    public DateTimeZone? Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone);

    /// <summary>When it starts. With an unknown zone the wall clock is read as UTC: near enough to sort by.</summary>
    public Instant StartsAt => WallClock.At(Start, Zone);

    public Instant EndsAt => WallClock.At(End, Zone);
}

/// <summary>An activity and what the app keeps of it.</summary>
public sealed record Activity(ActivityId Id, ActivityDefinition Definition)
{
    /// <summary>Rises with each change of the definition or the state; the ETag of the management API.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Set when it was cancelled: the row stays, and with it what was recorded about it.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When it last changed; the DTSTAMP of the feeds.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The dirty mark: from when on its invitations are to be brought in step; null when they are.</summary>
    public DateTimeOffset? SyncDue { get; init; }

    public ETag ETag { get; init; }

    public bool IsCancelled => CancelledAt is not null;

    /// <summary>Whether any of it still lies ahead, a milestone after the end included.</summary>
    public bool IsAhead(Instant now) =>
        Definition.EndsAt > now || Definition.Milestones.Any(milestone => WallClock.At(milestone.Date.PlusDays(1).AtMidnight(), Definition.Zone) > now);
}
