namespace Pathway.Functions.Reports;

/// <summary>
/// What an academic year is to reach: <c>Reports__Targets__2026__Learners=1000</c>. What is not set is no target.
/// </summary>
public sealed class ReportTargets
{
    public int? Learners { get; set; }

    public int? Encounters { get; set; }

    public int? Hours { get; set; }

    public int? Colleges { get; set; }

    /// <summary>Whether none of them is less than one.</summary>
    public bool IsValid => new[] { Learners, Encounters, Hours, Colleges }.All(target => target is null or > 0);
}
