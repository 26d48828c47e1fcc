using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pathway.Functions.Health;

/// <summary>Runs the checks and says of each since when it is so and what to do.</summary>
public sealed class HealthReader(HealthCheckService health, HealthHistory history)
{
    private const string Nothing = "Nothing.";

    public async Task<HealthView> ReadAsync(CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        return new HealthView(
            Word(report.Status),
            [.. report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => View(entry.Key, entry.Value))])
        {
            IsGone = report.Status == HealthStatus.Unhealthy,
        };
    }

    // What to do, and on which page, is in a check's registration, as its tags.
    private HealthCheckView View(string name, HealthReportEntry entry)
    {
        var tags = entry.Tags.Where(_ => entry.Status != HealthStatus.Healthy).ToLookup(tag => tag.StartsWith('/'));
        return new HealthCheckView(
            name,
            Word(entry.Status),
            entry.Description ?? "",
            history.Note(name, entry),
            tags[false].FirstOrDefault(Nothing),
            tags[true].FirstOrDefault());
    }

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? HealthView.Ok : "degraded";
}
