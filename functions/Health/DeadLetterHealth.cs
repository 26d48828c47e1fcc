using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Health;

/// <summary>Dead letters wait for a person.</summary>
public sealed class DeadLetterHealth(DeadLetterTable letters) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var counts = await letters.CountAsync(cancellationToken);
            return counts.Count == 0
                ? HealthCheckResult.Healthy("None.")
                : HealthCheckResult.Degraded(
                    string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}")) + ". Problems shows each with its reason.");
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("The dead letters cannot be read.");
        }
    }
}
