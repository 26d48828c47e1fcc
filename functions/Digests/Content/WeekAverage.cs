namespace Pathway.Functions.Digests.Content;

/// <summary>The mean of four weeks. <see cref="Minutes"/> are null where few people stand behind them.</summary>
public sealed record WeekAverage(double Sessions, double Learners, double? Minutes)
{
    /// <summary>Each of the weeks; an average that leaves the college is one of what is shown of them.</summary>
    public IReadOnlyList<CollegeWeek> Weeks { get; init; } = [];
}
