namespace Pathway.Functions.Reports.Impact;

/// <summary>
/// A line of the report: null where a small number is hidden. <see cref="Learners"/> took part;
/// <see cref="Encounters"/> are learners at sessions, each session of each learner counted; <see cref="Before"/> is
/// <see cref="Learners"/> in the same days a year before.
/// </summary>
public sealed record ImpactLine(
    string Key, string Name, long? Learners, long? Encounters, double? Hours, long? Before = null)
{
    /// <summary>Learners' ratings of an activity, from 1 to 5: how many. Zero where nobody rated it.</summary>
    public long? Ratings { get; init; } = 0;

    /// <summary>What they gave on average.</summary>
    public double? Rating { get; init; }
}
