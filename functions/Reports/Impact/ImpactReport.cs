namespace Pathway.Functions.Reports.Impact;

/// <summary>The funder's page.</summary>
/// <param name="Previous">The same days a year before; null when nothing is known of them, and then no line says
/// anything of them.</param>
public sealed record ImpactReport(string Programme, string From, string To, ImpactPeriod? Previous, bool Complete)
{
    public required RatedLine Total { get; init; }

    /// <summary>Colleges that reported a learner who took part.</summary>
    public int CollegesTakingPart { get; init; }

    /// <summary>Colleges of the programme as it is today.</summary>
    public int CollegesInProgramme { get; init; }

    /// <summary>Activities that somebody attended, each day counted.</summary>
    public int Sessions { get; init; }

    public int ResourcesPublished { get; init; }

    /// <summary>Published resources that somebody used.</summary>
    public int ResourcesUsed { get; init; }

    public double? HoursEach =>
        Total is { Hours: { } hours, Learners: > 0 and var learners } ? Math.Round(hours / learners, 1) : null;

    public ImpactRepeat Repeat { get; init; } = new(0, 0);

    public IReadOnlyList<ImpactTarget> Targets { get; init; } = [];

    public required IReadOnlyList<ImpactLine> Colleges { get; init; }

    public required IReadOnlyList<ImpactLine> Kinds { get; init; }

    public required IReadOnlyList<RatedLine> Activities { get; init; }

    public required IReadOnlyList<ImpactLine> Resources { get; init; }

    public IReadOnlyList<ImpactLine> Employers { get; init; } = [];

    /// <summary>Learners and encounters; hours are not kept by year group.</summary>
    public IReadOnlyList<ImpactLine> YearGroups { get; init; } = [];

    public ImpactCost? Cost { get; init; }

    /// <summary>What the figures rest on and what is missing, in sentences.</summary>
    public IReadOnlyList<string> Quality { get; init; } = [];

    /// <summary>Whether any figure is hidden.</summary>
    public bool HidesSmallNumbers { get; init; }
}
