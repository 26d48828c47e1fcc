using System.Text.Json.Nodes;

namespace Pathway.GraphSimulator.Protocol;

/// <summary>
/// <c>POST /$batch</c> (https://learn.microsoft.com/graph/json-batching): up to 20 requests, each with its own fate and
/// status; one that depends on a failed one is answered 424. They run one after the other, so a batch alone never
/// exceeds a mailbox's limit.
/// </summary>
internal sealed class Batch(Func<GraphCall, CancellationToken, Task<GraphAnswer>> answer)
{
    private const int Most = 20;

    private static readonly Uri Anywhere = new("http://batch");

    public async ValueTask<GraphAnswer> AnswerAsync(GraphCall call, CancellationToken cancellation)
    {
        if (call.JsonBody()["requests"] is not JsonArray { Count: > 0 } requests)
            throw GraphErrorException.BadRequest("Invalid batch payload format.");
        if (requests.Count > Most)
            throw new GraphErrorException(
                400, "MaximumValueExceeded", $"Number of batch request steps exceeds the maximum value of {Most}.");

        var statuses = new Dictionary<string, int>(StringComparer.Ordinal);
        var responses = new JsonArray();
        foreach (var request in requests.OfType<JsonObject>())
        {
            var id = request["id"]?.ToString()
                ?? throw GraphErrorException.BadRequest("Request Id is missing in one or more batch requests.");
            var item = await ItemAsync(call, id, request, statuses, cancellation);
            if (!statuses.TryAdd(id, item.Status))
                throw GraphErrorException.BadRequest("Request Ids must be unique within a batch.");
            responses.Add(Response(id, item));
        }

        return GraphAnswer.Ok(new JsonObject { ["responses"] = responses });
    }

    private async Task<GraphAnswer> ItemAsync(
        GraphCall call, string id, JsonObject request, Dictionary<string, int> statuses, CancellationToken cancellation)
    {
        var dependencies = (request["dependsOn"] as JsonArray ?? []).Select(dependency => dependency!.ToString());
        if (dependencies.Any(dependency => !statuses.TryGetValue(dependency, out var status) || status >= 400))
            return new GraphAnswer(
                424,
                new JsonObject
                {
                    ["error"] = new JsonObject
                    {
                        ["code"] = "FailedDependency",
                        ["message"] = "Dependent operation failed.",
                    },
                });

        var headers = Headers(request["headers"] as JsonObject);
        if (request["body"] is not null && !headers.ContainsKey("Content-Type"))
            throw GraphErrorException.BadRequest(
                $"Write request id : {id} does not contain Content-Type header or body.");

        headers["Authorization"] = call.Header("Authorization")!;
        if (!Uri.TryCreate(Anywhere, request["url"].Text(), out var url))
            throw GraphErrorException.BadRequest($"Request Url is missing or not valid for request id : {id}.");
        var options = url.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(option => option.Split('=', 2));
        return await answer(
            call with
            {
                Method = request["method"].Text()?.ToUpperInvariant() ?? "",
                Path = Uri.UnescapeDataString(url.AbsolutePath),
                Query = GraphEndpoint.QueryOf(
                    options.Select(option => KeyValuePair.Create(Decode(option[0]), option.Length == 2 ? Decode(option[1]) : ""))),
                Headers = headers,
                Body = request["body"]?.ToJsonString(Json.Options),
            },
            cancellation);
    }

    private static Dictionary<string, string> Headers(JsonObject? given) =>
        (given ?? []).ToDictionary(
            header => header.Key, header => header.Value?.ToString() ?? "", StringComparer.OrdinalIgnoreCase);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static JsonObject Response(string id, GraphAnswer item)
    {
        var headers = new JsonObject { ["Content-Type"] = "application/json" };
        foreach (var (name, value) in item.Headers)
            headers[name] = value;
        return new JsonObject
        {
            ["id"] = id,
            ["status"] = item.Status,
            ["headers"] = headers,
            ["body"] = item.Body?.DeepClone(),
        };
    }
}
