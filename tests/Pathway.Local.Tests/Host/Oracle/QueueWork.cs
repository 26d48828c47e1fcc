using Azure.Storage.Queues.Models;

namespace Pathway.Local.Tests.Host.Oracle;

/// <summary>What the function of either listener does with a message.</summary>
public sealed class QueueWork(Func<QueueMessage, Task> run)
{
    public Task RunAsync(QueueMessage message) => run(message);
}
