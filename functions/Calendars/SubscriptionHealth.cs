using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars;

/// <summary>How long Graph still tells of changes by itself.</summary>
public sealed class SubscriptionHealth(SubscriptionStore store, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan TooShort = TimeSpan.FromDays(1);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var state = await store.ReadAsync(cancellationToken);
            if (state.Fault is not null)
                return HealthCheckResult.Degraded($"{state.Fault}. Changes are found by the timer.");
            if (state.ExpiresAt is not { } until)
                return HealthCheckResult.Healthy("There is no subscription yet; the next pull makes one.");
            var left = until - time.GetUtcNow();
            return left < TooShort
                ? HealthCheckResult.Degraded($"The subscription lapses in {(int)left.TotalHours} hours.")
                : HealthCheckResult.Healthy($"The subscription lasts {left.TotalDays:0.#} days.");
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("The subscription's state cannot be read.");
        }
    }
}
