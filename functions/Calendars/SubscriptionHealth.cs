using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Graph;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars;

/// <summary>How long Graph still tells of changes by itself, of each mailbox.</summary>
public sealed class SubscriptionHealth(SubscriptionStore store, Mailboxes mailboxes, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan TooShort = TimeSpan.FromDays(1);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var found = new List<(HealthStatus Status, string Words)>();
            foreach (var mailbox in mailboxes.All)
            {
                var (status, words) = Judge(await store.ReadAsync(mailbox, cancellationToken));
                found.Add((status, mailboxes.All.Count > 1 ? $"{mailbox}: {words}" : words));
            }

            return new HealthCheckResult(
                found.Min(one => one.Status), string.Join(' ', found.Select(one => one.Words)));
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("The subscription's state cannot be read.");
        }
    }

    private (HealthStatus Status, string Words) Judge(SubscriptionState state)
    {
        if (state.Fault is not null)
            return (HealthStatus.Degraded, $"{state.Fault}. Changes are found by the timer.");
        if (state.ExpiresAt is not { } until)
            return (HealthStatus.Healthy, "There is no subscription yet; the next pull makes one.");
        var left = until - time.GetUtcNow();
        return left < TooShort
            ? (HealthStatus.Degraded, $"The subscription lapses in {(int)left.TotalHours} hours.")
            : (HealthStatus.Healthy, $"The subscription lasts {left.TotalDays:0.#} days.");
    }
}
