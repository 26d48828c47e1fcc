using NodaTime;

namespace Pathway.Functions.Digests;

/// <summary>What one college's week came to, beside the average of its four weeks before.</summary>
public sealed record CollegeWeek
{
    /// <summary>Activities that somebody attended, a day of each counted once.</summary>
    public int Sessions { get; init; }

    /// <summary>Distinct learners who did anything.</summary>
    public int Learners { get; init; }

    public long Minutes { get; init; }

    /// <summary>The learners of what <see cref="Minutes"/> adds up.</summary>
    public int MinutesLearners { get; init; }

    /// <summary>Null where there is nothing in those weeks to compare with.</summary>
    public WeekAverage? Before { get; init; }

    /// <summary>Minutes and events on things the programme does not know.</summary>
    public long ElsewhereEvents { get; init; }

    public long Events { get; init; }

    /// <summary>The last day anything was reported in the window of five weeks, as <c>2026-11-20</c>.</summary>
    public string? LastSeen { get; init; }
}

/// <summary>The mean of four weeks. <see cref="Minutes"/> are null where few people stand behind them.</summary>
public sealed record WeekAverage(double Sessions, double Learners, double? Minutes)
{
    /// <inheritdoc cref="CollegeWeek.MinutesLearners"/>
    public double MinutesLearners { get; init; }
}

/// <summary>One thing and what was done with it in the week.</summary>
public sealed record WeekRow(string Title, string Kind, int Learners, long Minutes, long Events);

/// <summary>Whether a digest's figures are all there are.</summary>
/// <param name="IsComplete">Nothing that was accepted is still to be counted.</param>
/// <param name="Words">What is missing, for a person.</param>
public sealed record Completeness(bool IsComplete, string Words)
{
    public static Completeness Full { get; } = new(true, "Everything that was reported for this week has been counted.");
}

/// <summary>An activity or milestone ahead.</summary>
public sealed record ComingItem(string Title, string Kind, LocalDateTime Starts, bool HasTime, string Zone)
{
    public string Employer { get; init; } = "";

    public string? JoinUrl { get; init; }

    public ComingResponses? Responses { get; init; }
}

public sealed record ComingResponses(int Accepted, int Tentative, int Declined, int None);

/// <summary>A resource that is new or has a new version.</summary>
public sealed record FreshResource(string Title, string Kind, bool IsNew, string Summary, string Link);

/// <summary>What somebody should see to, and what they can do.</summary>
public sealed record Attention(string What, string Remedy);

/// <summary>Everything in a college's digest.</summary>
public sealed record CollegeDigest(SlotKey Slot, string Programme, string College, CollegeWeek Week, Completeness Completeness)
{
    public IReadOnlyList<WeekRow> Activities { get; init; } = [];

    public IReadOnlyList<WeekRow> Resources { get; init; } = [];

    public IReadOnlyList<ComingItem> Coming { get; init; } = [];

    public IReadOnlyList<FreshResource> Fresh { get; init; } = [];

    public IReadOnlyList<Attention> Attention { get; init; } = [];

    public ResendRequest? Request { get; init; }
}

/// <summary>A figure that may have to be hidden because few people stand behind it.</summary>
public readonly record struct Shown(long? Value)
{
    public const string Hidden = "hidden";

    public override string ToString() => Value?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? Hidden;
}

/// <summary>One college in the programme's digest.</summary>
public sealed record CollegeLine(string College, int Sessions, Shown Learners, Shown Minutes, double? LearnersBefore, string State);

/// <summary>Everything in the programme's digest.</summary>
public sealed record ProgrammeDigest(SlotKey Slot, string Programme, IReadOnlyList<CollegeLine> Colleges, Completeness Completeness)
{
    public int Sessions { get; init; }

    public Shown Learners { get; init; }

    public Shown Minutes { get; init; }

    public WeekAverage? Before { get; init; }

    public bool HidesSmallNumbers { get; init; }

    public IReadOnlyList<ComingItem> Coming { get; init; } = [];

    public IReadOnlyList<Attention> Attention { get; init; } = [];

    public ResendRequest? Request { get; init; }
}

/// <summary>A digest ready to send.</summary>
public sealed record DigestMail(string Subject, string Html, string Text);
