namespace Pathway.Functions.Digests.Content;

/// <summary>What one college's week came to, beside the average of its four weeks before.</summary>
public sealed record CollegeWeek
{
    /// <summary>Activities that somebody attended, a day of each counted once.</summary>
    public int Sessions { get; init; }

    /// <summary>Those sessions, as <c>genomics 2026-11-18</c>: what several colleges attended together is one.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

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
