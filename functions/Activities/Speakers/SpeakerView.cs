namespace Pathway.Functions.Activities.Speakers;

/// <summary>A speaker in JSON. Colleges are not shown the address.</summary>
public sealed record SpeakerView(string Name, string? Email, string? Organisation)
{
    public static SpeakerView From(Speaker speaker) => new(
        speaker.Name,
        speaker.Email.Length == 0 ? null : speaker.Email,
        speaker.Organisation.Length == 0 ? null : speaker.Organisation);
}
