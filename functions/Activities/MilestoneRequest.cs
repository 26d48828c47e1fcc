namespace Pathway.Functions.Activities;

/// <summary>A milestone of the request as it came.</summary>
public sealed record MilestoneRequest(string? Title, string? At);
