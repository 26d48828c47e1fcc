namespace Pathway.Functions.Reports;

/// <summary>
/// A line of the report: null where a small number is hidden. <see cref="Encounters"/> are learners at sessions, each session of
/// each learner counted; <see cref="Before"/> is <see cref="Learners"/> in the period before.
/// </summary>
public sealed record ImpactLine(string Key, string Name, long? Learners, long? Encounters, double? Hours, long? Before = null);

/// <summary>Days, both included.</summary>
public sealed record ImpactPeriod(string From, string To);

/// <summary>What was spent, and for each learner who was reached.</summary>
public sealed record ImpactCost(decimal Budget, decimal? PerLearner, string Currency);

/// <summary>The funder's page. Each table's first line is its total.</summary>
public sealed record ImpactReport(string Programme, string From, string To, ImpactPeriod Previous, bool Complete)
{
    public required ImpactLine Total { get; init; }

    /// <summary>Colleges in the programme at the end of the period.</summary>
    public int CollegesTakingPart { get; init; }

    /// <summary>Activities that somebody attended, each day counted.</summary>
    public int Sessions { get; init; }

    public int ResourcesPublished { get; init; }

    /// <summary>Published resources that somebody used.</summary>
    public int ResourcesUsed { get; init; }

    public required IReadOnlyList<ImpactLine> Colleges { get; init; }

    public required IReadOnlyList<ImpactLine> Kinds { get; init; }

    public required IReadOnlyList<ImpactLine> Activities { get; init; }

    public required IReadOnlyList<ImpactLine> Resources { get; init; }

    public ImpactCost? Cost { get; init; }

    /// <summary>Whether any figure is hidden.</summary>
    public bool HidesSmallNumbers { get; init; }
}
