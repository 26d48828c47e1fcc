using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Health;

/// <summary>Whether the app works, for an operator at night and for the load balancer: 503 only when storage is gone.</summary>
public sealed class CheckHealthFunction(HealthCheckService health, HealthHistory history, HttpGuard guard)
{
    private const string Nothing = "Nothing.";

    [Function(nameof(CheckHealth))]
    public Task<IResult> CheckHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, async () =>
        {
            StoragePatience.Begin(HealthFeature.Patience);
            var report = await health.CheckHealthAsync(cancellationToken);
            var isGone = report.Status == HealthStatus.Unhealthy;
            if (isGone)
                request.HttpContext.Response.Headers.RetryAfter = "30";
            return Results.Json(
                new HealthView(
                    Word(report.Status),
                    [.. report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => View(entry.Key, entry.Value))]),
                PathwayJson.Plain,
                statusCode: isGone ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });

    // What to do is in a check's registration, as its tag.
    private HealthCheckView View(string name, HealthReportEntry entry) => new(
        name,
        Word(entry.Status),
        entry.Description ?? "",
        history.Note(name, entry),
        entry.Status == HealthStatus.Healthy ? Nothing : entry.Tags.FirstOrDefault() ?? Nothing);

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "degraded";

    private sealed record HealthView(string Status, IReadOnlyList<HealthCheckView> Checks);

    private sealed record HealthCheckView(string Name, string Status, string Detail, DateTimeOffset Since, string Do);
}
