using Azure;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Health;

/// <summary>How old the oldest visible message of each queue is: a queue that nobody empties is the first sign of trouble.</summary>
public sealed class QueueHealth(PathwayStorage storage, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan TooOld = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var ages = await Task.WhenAll(storage.QueueNames.All.Select(queue => AgeAsync(queue, cancellationToken)));
            var words = string.Join(", ", ages.Select(age => age.Oldest is { } oldest ? $"{age.Queue}: oldest {(int)oldest.TotalSeconds} s" : $"{age.Queue}: empty"));
            return ages.Any(age => age.Oldest > TooOld) ? HealthCheckResult.Degraded(words) : HealthCheckResult.Healthy(words);
        }
        catch (Exception outage) when (outage is RequestFailedException or AggregateException or HttpRequestException)
        {
            return HealthCheckResult.Degraded("Queue storage does not answer.");
        }
    }

    private async Task<(string Queue, TimeSpan? Oldest)> AgeAsync(string queue, CancellationToken cancellationToken)
    {
        // Peeks do not hide anything, and the first message peeked is the one that waits longest in an undisturbed queue.
        var oldest = (await storage.Queues.GetQueueClient(queue).PeekMessageAsync(cancellationToken)).Value;
        return (queue, oldest?.InsertedOn is { } at ? time.GetUtcNow() - at : null);
    }
}
