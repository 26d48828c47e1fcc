using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Programme.Rules;

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
                    "Look for the queue's function in the log, and at Problems for work that could not be done; "
                        + "a function that is disabled is enabled again.",
                    PageAddress.DeadLetters,
                ])
            .AddCheck<DeadLetterHealth>(
                "dead letters",
                tags:
                [
                    "Problems shows each with its reason: mend that and try it again there, or give up what is done with.",
                    PageAddress.DeadLetters,
                ]);
        return services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            // Only storage, when it is gone, makes the app unhealthy.
            foreach (var check in options.Registrations)
                check.FailureStatus = check.Name == Storage ? HealthStatus.Unhealthy : HealthStatus.Degraded;
        });
    }
}
