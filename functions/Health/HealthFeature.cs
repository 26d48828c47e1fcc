using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pathway.Functions.Health;

public static class HealthFeature
{
    private const string Storage = "storage";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The checks of storage; each feature adds its own beside them.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<StorageHealth>(Storage)
            .AddCheck<QueueHealth>("queues")
            .AddCheck<DeadLetterHealth>("dead letters");
        return services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            // Whoever asks gives up soon; and only storage, when it is gone, makes the app unhealthy.
            foreach (var check in options.Registrations)
                (check.Timeout, check.FailureStatus) = (Patience, check.Name == Storage ? HealthStatus.Unhealthy : HealthStatus.Degraded);
        });
    }
}
