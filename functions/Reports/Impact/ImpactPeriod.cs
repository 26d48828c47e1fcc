namespace Pathway.Functions.Reports.Impact;

/// <summary>Days, both included.</summary>
public sealed record ImpactPeriod(string From, string To);
