using Azure.Data.Tables;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Health;

/// <summary>Storage answers: without it nothing works, so this alone makes the app unhealthy.</summary>
public sealed class StorageHealth(PathwayStorage storage) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await storage.Table(StorageTable.Colleges)
                .GetEntityIfExistsAsync<TableEntity>("c", "-", cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy("Tables answer.");
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Unhealthy($"Table storage does not answer: {StorageOutage.Words(outage)}.");
        }
    }
}
