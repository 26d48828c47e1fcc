namespace Pathway.Functions.Calendars.Invitations;

/// <summary>What a speaker answered, in the words of Graph.</summary>
public sealed record SpeakerAnswer(string Name, string? Organisation, string Response)
{
    public const string None = "none";
}
