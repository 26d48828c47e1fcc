using Microsoft.Extensions.DependencyInjection;

namespace Pathway.Functions.Health;

public static class HealthFeature
{
    /// <summary>The checks of storage; each feature adds its own beside them.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<StorageHealth>("storage")
            .AddCheck<QueueHealth>("queues")
            .AddCheck<DeadLetterHealth>("dead letters");
        return services;
    }
}
