using NodaTime;

namespace Pathway.Functions.Digests.Content;

/// <summary>An activity or milestone ahead.</summary>
public sealed record ComingItem(string Title, string Kind, LocalDateTime Starts, bool HasTime, string Zone)
{
    public string Employer { get; init; } = "";

    /// <summary>Names and organisations; empty where nobody is named.</summary>
    public string Speakers { get; init; } = "";

    public string? JoinUrl { get; init; }

    public ComingResponses? Responses { get; init; }
}
