using System.Text.Json.Nodes;
using Pathway.Functions.Activities.Speakers;

namespace Pathway.Functions.Pages.Activities.Form;

/// <summary>Speakers as a person writes them, one a line: <c>Dr Amara Nwosu &lt;amara@trust.example&gt;, Northern Trust</c>.</summary>
internal static class SpeakerLines
{
    public static string Write(IEnumerable<Speaker> speakers) => string.Join('\n', speakers.Select(speaker =>
        speaker.Name
        + (speaker.Email.Length > 0 ? $" <{speaker.Email}>" : "")
        + (speaker.Organisation.Length > 0 ? $", {speaker.Organisation}" : "")));

    public static JsonArray Read(IEnumerable<string> lines) => new([.. lines.Select(line => (JsonNode)Read(line))]);

    private static JsonObject Read(string line)
    {
        var (opens, closes) = (line.IndexOf('<', StringComparison.Ordinal), line.LastIndexOf('>'));
        var hasMail = opens >= 0 && closes > opens;
        var comma = hasMail ? line.IndexOf(',', closes) : line.IndexOf(',', StringComparison.Ordinal);
        var speaker = new JsonObject
        {
            ["name"] = (hasMail ? line[..opens] : comma < 0 ? line : line[..comma]).Trim(),
            ["email"] = hasMail ? line[(opens + 1)..closes].Trim() : null,
        };
        if (comma >= 0)
            speaker["organisation"] = line[(comma + 1)..].Trim();
        return speaker;
    }
}
