using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Pathway.Functions.Resources.Uploads;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Ingest;

/// <summary>Checks one uploaded version and publishes or refuses it.</summary>
public sealed class IngestResourceFunction(
    ResourceIngest ingest, DeadLetters.QueueMessageRunner item, IOptions<QueueNames> queues)
{
    [Function(nameof(IngestResource))]
    public Task IngestResource(
        [QueueTrigger(QueueNames.ResourceIngestTrigger, Connection = StorageOptions.Connection)] QueueMessage message,
        CancellationToken cancellationToken) =>
        item.RunAsync(
            queues.Value.ResourceIngest,
            message,
            (body, token) => ingest.RunAsync(IngestRequest.Parse(body), token),
            cancellationToken);
}
