using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Health;

/// <summary>
/// How old the oldest visible message of each queue is: a queue that nobody empties is the first sign of trouble. The
/// poison queues are named only when something lies there, which the dead letters could not take: a message that is
/// not even base64.
/// </summary>
public sealed class QueueHealth(PathwayStorage storage, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan TooOld = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var queues = storage.QueueNames.All.Concat(
                storage.QueueNames.All.Select(queue => queue + QueueNames.PoisonSuffix));
            var ages = await Task.WhenAll(queues.Select(queue => AgeAsync(queue, cancellationToken)));
            var told = ages.Where(
                age => age.Oldest is not null || !age.Queue.EndsWith(QueueNames.PoisonSuffix, StringComparison.Ordinal));
            var words = string.Join(
                ", ",
                told.Select(age => age.Oldest is { } oldest ? $"{age.Queue}: oldest {(int)oldest.TotalSeconds} s" : $"{age.Queue}: empty"));
            return ages.Any(age => age.Oldest > TooOld)
                ? HealthCheckResult.Degraded(words)
                : HealthCheckResult.Healthy(words);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            return HealthCheckResult.Degraded("Queue storage does not answer.");
        }
    }

    private async Task<(string Queue, TimeSpan? Oldest)> AgeAsync(string queue, CancellationToken cancellationToken)
    {
        // Peeks do not hide anything, and the first message peeked is the one that waits longest in an undisturbed queue.
        var oldest = (await storage.UnreadQueues.GetQueueClient(queue).PeekMessageAsync(cancellationToken)).Value;
        TimeSpan? age = oldest?.InsertedOn is { } at ? time.GetUtcNow() - at : null;
        Instruments.QueueAge.Record(age?.TotalSeconds ?? 0, Instruments.Queue(queue));
        return (queue, age);
    }
}
