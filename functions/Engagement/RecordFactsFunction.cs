using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Storage;
using QueueItem = Pathway.Functions.DeadLetters.QueueItem;

namespace Pathway.Functions.Engagement;

/// <summary>Records what waits in queue <c>facts</c>.</summary>
public sealed class RecordFactsFunction(FactRecorder recorder, QueueItem item, IOptions<QueueNames> queues)
{
    [Function(nameof(RecordFacts))]
    public Task RecordFacts([QueueTrigger(QueueNames.FactsTrigger, Connection = StorageOptions.Connection)] QueueMessage message, CancellationToken cancellationToken) =>
        item.RunAsync(queues.Value.Facts, message, recorder.RecordAsync, cancellationToken);
}
