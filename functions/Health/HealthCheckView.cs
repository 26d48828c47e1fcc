namespace Pathway.Functions.Health;

/// <summary>One check: what it found, since when, and what to do about it.</summary>
public sealed record HealthCheckView(string Name, string Status, string Detail, DateTimeOffset Since, string Do);
