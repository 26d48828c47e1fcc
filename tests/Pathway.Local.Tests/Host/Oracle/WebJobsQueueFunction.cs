using Azure.Storage.Queues.Models;
using Microsoft.Azure.WebJobs;

namespace Pathway.Local.Tests.Host.Oracle;

public sealed class WebJobsQueueFunction(QueueWork work)
{
    public Task Run([QueueTrigger("%Queue%")] QueueMessage message) => work.RunAsync(message);
}
