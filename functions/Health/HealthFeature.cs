using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pathway.Functions.Health;

public static class HealthFeature
{
    private const string Storage = "storage";

    /// <summary>Of one storage call of a check: whoever asks gives up soon.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The checks of storage; each feature adds its own beside them, with what to do about it as the tag.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<HealthHistory>().AddSingleton<HealthReader>().AddHealthChecks()
            .AddCheck<StorageHealth>(
                Storage,
                tags: ["See to the storage account: its status, its network rules, the identity's roles. The app goes on by itself."])
            .AddCheck<QueueHealth>(
                "queues",
                tags:
                [
                    "Look for the queue's function in the log, and at GET /api/dead-letters; "
                        + "a function that is disabled is enabled again.",
                ])
            .AddCheck<DeadLetterHealth>(
                "dead letters",
                tags:
                [
                    "Read GET /api/dead-letters, mend the reason, then POST /api/dead-letters/{id}/replay, "
                        + "or DELETE what is done with.",
                ]);
        return services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            // Only storage, when it is gone, makes the app unhealthy.
            foreach (var check in options.Registrations)
                check.FailureStatus = check.Name == Storage ? HealthStatus.Unhealthy : HealthStatus.Degraded;
        });
    }
}
