using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Recording;

/// <summary>Records what waits in queue <c>facts</c>.</summary>
public sealed class RecordFactsFunction(FactRecorder recorder, QueueMessageRunner runner, IOptions<QueueNames> queues)
{
    [Function(nameof(RecordFacts))]
    public Task RecordFacts(
        [QueueTrigger(QueueNames.FactsTrigger, Connection = StorageOptions.Connection)] QueueMessage message,
        CancellationToken cancellationToken) =>
        runner.RunAsync(queues.Value.Facts, message, recorder.RecordAsync, cancellationToken);
}
