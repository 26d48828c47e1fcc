namespace Pathway.Functions.Reports.Impact;

/// <summary>What was spent, and for each learner who was reached.</summary>
public sealed record ImpactCost(decimal Budget, decimal? PerLearner, string Currency);
