using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Storage;

namespace Pathway.Functions.DeadLetters;

/// <summary>Empties the poison queues into the dead letters, where a person can see and replay them.</summary>
public sealed class KeepPoisonFunction(DeadLetterTable letters, IOptions<QueueNames> queues)
{
    [Function("Facts-poison")]
    public Task Facts(
        [QueueTrigger(QueueNames.FactsTrigger + QueueNames.PoisonSuffix, Connection = StorageOptions.Connection)] string message,
        CancellationToken cancellationToken) =>
        letters.AddUnexplainedAsync(queues.Value.Facts, message, cancellationToken);

    [Function("CalendarSync-poison")]
    public Task CalendarSync(
        [QueueTrigger(QueueNames.CalendarSyncTrigger + QueueNames.PoisonSuffix, Connection = StorageOptions.Connection)] string message,
        CancellationToken cancellationToken) =>
        letters.AddUnexplainedAsync(queues.Value.CalendarSync, message, cancellationToken);

    [Function("CalendarPull-poison")]
    public Task CalendarPull(
        [QueueTrigger(QueueNames.CalendarPullTrigger + QueueNames.PoisonSuffix, Connection = StorageOptions.Connection)] string message,
        CancellationToken cancellationToken) =>
        letters.AddUnexplainedAsync(queues.Value.CalendarPull, message, cancellationToken);

    [Function("Digests-poison")]
    public Task Digests(
        [QueueTrigger(QueueNames.DigestsTrigger + QueueNames.PoisonSuffix, Connection = StorageOptions.Connection)] string message,
        CancellationToken cancellationToken) =>
        letters.AddUnexplainedAsync(queues.Value.Digests, message, cancellationToken);

    [Function("ResourceIngest-poison")]
    public Task ResourceIngest(
        [QueueTrigger(QueueNames.ResourceIngestTrigger + QueueNames.PoisonSuffix, Connection = StorageOptions.Connection)] string message,
        CancellationToken cancellationToken) =>
        letters.AddUnexplainedAsync(queues.Value.ResourceIngest, message, cancellationToken);
}
