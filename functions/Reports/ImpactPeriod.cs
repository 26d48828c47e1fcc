namespace Pathway.Functions.Reports;

/// <summary>Days, both included.</summary>
public sealed record ImpactPeriod(string From, string To);
