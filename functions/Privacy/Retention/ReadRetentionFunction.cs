using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>What the next nights' purge would take.</summary>
public sealed class ReadRetentionFunction(Purge purge, CallerReader callers)
{
    [Function(nameof(ReadRetention))]
    public Task<IResult> ReadRetention(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/privacy/retention")] HttpRequest request,
        CancellationToken cancellationToken) =>
        callers.AsManager(request, async _ => request.Query["dryRun"].ToString() is "" or "true"
            ? Results.Json(await purge.CountAsync(cancellationToken), PathwayJson.Plain)
            : Problem.Invalid("/dryRun", "is true: this only looks. The purge runs at night."));
}
