using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Health;

/// <summary>Whether the app works, for an operator at night and for the load balancer: 503 only when storage is gone.</summary>
public sealed class CheckHealthFunction(HealthCheckService health)
{
    [Function(nameof(CheckHealth))]
    public async Task<IResult> CheckHealth([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        var view = new HealthView(
            Word(report.Status),
            [.. report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new HealthCheckView(entry.Key, Word(entry.Value.Status), entry.Value.Description ?? ""))]);
        return Results.Json(view, PathwayJson.Plain, statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "degraded";

    private sealed record HealthView(string Status, IReadOnlyList<HealthCheckView> Checks);

    private sealed record HealthCheckView(string Name, string Status, string Detail);
}
