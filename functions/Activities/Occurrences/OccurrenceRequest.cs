namespace Pathway.Functions.Activities.Occurrences;

/// <summary>When one date of a series is held; without an end it lasts as long as the others.</summary>
public sealed record OccurrenceRequest(string? Start, string? End);
