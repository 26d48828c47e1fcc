namespace Pathway.Functions.Reports;

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
