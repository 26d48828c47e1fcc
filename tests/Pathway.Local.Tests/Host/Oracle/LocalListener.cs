using Microsoft.Extensions.DependencyInjection;
using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host.Oracle;

/// <summary>The local host's listener.</summary>
internal static class LocalListener
{
    public static async Task<IAsyncDisposable> StartAsync(
        LocalStorage storage, string connection, string queue, QueueRules rules, QueueWork work) =>
        await (storage.HostFor(typeof(LocalQueueFunction)).WithSetting("Queue", queue) with
        {
            StorageConnectionString = connection,
            ConfigureServices = (services, _) => services.AddSingleton(work),
            Queues = new QueueOptions
            {
                BatchSize = rules.BatchSize,
                NewBatchThreshold = rules.NewBatchThreshold,
                MaxDequeueCount = rules.MaxDequeueCount,
                VisibilityTimeout = rules.VisibilityTimeout,
                MaxPollingInterval = QueueRules.MaxPollingInterval,
            },
        }).StartAsync();
}
