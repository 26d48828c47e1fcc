using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.OpenApi;

/// <summary>
/// The API described for tools: 3.1, or 2.0 for Power Platform. It says nothing that is not in the documentation.
/// </summary>
public sealed class ReadOpenApiFunction(IOptions<ProgrammeOptions> programme, HttpGuard guard)
{
    [Function(nameof(ReadOpenApi))]
    public Task<IResult> ReadOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        guard.RunAsync(request, () => Task.FromResult(request.Query["version"].ToString() switch
        {
            "" or "3.1" or "3.1.1" => Answer(Document()),
            "2" or "2.0" => Answer(SwaggerDocument.From(Document())),
            _ => Problem.Invalid("/version", "must be 3.1 or 2.0."),
        }));

    private JsonObject Document() => new OpenApiDocument(programme.Value.Name, programme.Value.BaseUrl).Build();

    private static IResult Answer(JsonObject document) =>
        Results.Content(document.ToJsonString(PathwayJson.Plain), "application/json; charset=utf-8");
}
