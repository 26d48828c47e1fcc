namespace Pathway.Functions.Activities.Speakers;

/// <summary>A speaker of the request as it came.</summary>
public sealed record SpeakerRequest(string? Name, string? Email, string? Organisation);
