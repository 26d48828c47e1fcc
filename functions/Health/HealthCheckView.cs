namespace Pathway.Functions.Health;

/// <summary>One check: what it found, since when, and what to do about it.</summary>
/// <param name="Page">The page on which that is done; null where there is none, or nothing is to be done.</param>
public sealed record HealthCheckView(
    string Name, string Status, string Detail, DateTimeOffset Since, string Do, string? Page = null);
