namespace Pathway.Functions.Activities.Series;

/// <summary>A moved date of the request as it came; without an end it lasts as long as the others.</summary>
public sealed record MovedDateRequest(string? Date, string? Start, string? End);
