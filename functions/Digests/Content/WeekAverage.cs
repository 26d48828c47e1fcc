namespace Pathway.Functions.Digests.Content;

/// <summary>The mean of four weeks. <see cref="Minutes"/> are null where few people stand behind them.</summary>
public sealed record WeekAverage(double Sessions, double Learners, double? Minutes)
{
    /// <inheritdoc cref="CollegeWeek.MinutesLearners"/>
    public double MinutesLearners { get; init; }
}
