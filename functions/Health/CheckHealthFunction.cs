using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Health;

/// <summary>Whether the app works, for an operator at night and for the load balancer: 503 only when storage is gone.</summary>
public sealed class CheckHealthFunction(HealthReader health, HttpGuard guard)
{
    [Function(nameof(CheckHealth))]
    public Task<IResult> CheckHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, async () =>
        {
            StoragePatience.Begin(HealthFeature.Patience);
            var view = await health.ReadAsync(cancellationToken);
            if (view.IsGone)
                request.HttpContext.Response.Headers.RetryAfter = "30";
            var status = view.IsGone ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return Results.Json(view, PathwayJson.Plain, statusCode: status);
        });
}
