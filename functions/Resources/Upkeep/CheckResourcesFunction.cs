using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Upkeep;

/// <summary>The operator's question whether every published file is there.</summary>
public sealed class CheckResourcesFunction(ResourceConsistency consistency, CallerReader callers)
{
    [Function(nameof(CheckResources))]
    public Task<IResult> CheckResources(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resources/check")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(
            request, async _ => Results.Json(await consistency.CheckAsync(cancellationToken), PathwayJson.Plain));
}
