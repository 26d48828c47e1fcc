using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.OpenApi;

/// <summary>The API described for tools: 3.1, or 2.0 for Power Platform. It says nothing that is not in the documentation.</summary>
public sealed class ReadOpenApiFunction(IOptions<ProgrammeOptions> programme)
{
    [Function(nameof(ReadOpenApi))]
    public IResult ReadOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request)
    {
        var version = request.Query["version"].ToString();
        if (version is not ("" or "3.1" or "3.1.1" or "2.0" or "2"))
            return Problem.Invalid("/version", "must be 3.1 or 2.0.");
        var document = new OpenApiDocument(programme.Value.Name, programme.Value.BaseUrl).Build();
        return Results.Content(
            (version.StartsWith('2') ? SwaggerDocument.Of(document) : document).ToJsonString(PathwayJson.Plain),
            "application/json; charset=utf-8");
    }
}
