using System.Text.Json.Nodes;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>What goes back: a status, a JSON body or none, and headers.</summary>
internal sealed record GraphAnswer(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public static GraphAnswer Ok(JsonNode body) => new(200, body);

    public static GraphAnswer Error(
        GraphErrorException error, DateTimeOffset at, string requestId, string clientRequestId)
    {
        var members = new JsonObject
        {
            ["code"] = error.Code,
            ["message"] = error.Message,
            ["innerError"] = new JsonObject
            {
                ["date"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss"),
                ["request-id"] = requestId,
                ["client-request-id"] = clientRequestId,
            },
        };
        foreach (var (name, value) in error.Annotations)
            members[name] = value?.DeepClone();

        return new GraphAnswer(error.Status, new JsonObject { ["error"] = members });
    }
}
