namespace Pathway.Functions.Activities.Speakers;

/// <summary>Who speaks, as colleges read it: names and organisations, never an address.</summary>
internal static class SpeakerWords
{
    /// <summary><c>Speaker: Dr Amara Nwosu (Northern Trust)</c>; empty where there is none.</summary>
    public static string Line(IReadOnlyList<Speaker> speakers) => speakers.Count switch
    {
        0 => "",
        1 => $"Speaker: {Names(speakers)}",
        _ => $"Speakers: {Names(speakers)}",
    };

    public static string Names(IReadOnlyList<Speaker> speakers)
    {
        var names = speakers.Select(speaker => speaker.Describe()).ToList();
        return names.Count <= 1 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }
}
