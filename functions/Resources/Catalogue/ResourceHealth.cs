using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Catalogue;

/// <summary>A version that is checked for hours will not be published by itself.</summary>
public sealed class ResourceHealth(ResourceCatalogue catalogue, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan TooLong = TimeSpan.FromHours(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var resources = (await catalogue.AllAsync(cancellationToken)).Values;
            var stuck = resources.Count(resource => resource.Versions.Any(version =>
                version.State == ResourceState.Checking && version.CompletedAt < time.GetUtcNow() - TooLong));
            return stuck == 0
                ? HealthCheckResult.Healthy($"{resources.Count(resource => resource.Current is not null)} published.")
                : HealthCheckResult.Degraded(
                    $"{stuck} have been checked for more than {TooLong.TotalHours} hours. "
                        + "See GET /api/resources?state=checking and GET /api/dead-letters.");
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("The catalogue cannot be read.");
        }
    }
}
