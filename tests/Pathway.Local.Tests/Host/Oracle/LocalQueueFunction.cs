using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace Pathway.Local.Tests.Host.Oracle;

public sealed class LocalQueueFunction(QueueWork work)
{
    [Function(nameof(LocalQueueFunction))]
    public Task Run([QueueTrigger("%Queue%")] QueueMessage message) => work.RunAsync(message);
}
