using System.Text.Json;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>One version to look at; the message on queue <c>resource-ingest</c>.</summary>
public sealed record IngestRequest(string Resource, int Version)
{
    public string ToMessage() => MessageTrace.Append(JsonSerializer.Serialize(this, PathwayJson.Plain));

    /// <exception cref="JsonException">The message is none of ours.</exception>
    public static IngestRequest Parse(string message) =>
        JsonSerializer.Deserialize<IngestRequest>(message, PathwayJson.Strict)!;
}
