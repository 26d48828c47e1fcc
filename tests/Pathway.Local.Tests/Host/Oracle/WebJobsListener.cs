using Azure.Storage.Queues;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pathway.Local.Tests.Host.Oracle;

/// <summary>The listener that runs in Azure: the storage extension that the Functions host loads.</summary>
internal sealed class WebJobsListener(IHost host) : IAsyncDisposable
{
    public static async Task<IAsyncDisposable> StartAsync(
        string connection, string queue, QueueRules rules, QueueWork work)
    {
        var host = new HostBuilder()
            .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(
                new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connection, ["Queue"] = queue }))
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureWebJobs(jobs => jobs.AddAzureStorageQueues(options =>
            {
                options.BatchSize = rules.BatchSize;
                options.NewBatchThreshold = rules.NewBatchThreshold;
                options.MaxDequeueCount = rules.MaxDequeueCount;
                options.VisibilityTimeout = rules.VisibilityTimeout;
                options.MaxPollingInterval = QueueRules.MaxPollingInterval;
                options.MessageEncoding = QueueMessageEncoding.Base64;
            }))
            .ConfigureServices(
                services => services.AddSingleton(work).AddSingleton<ITypeLocator>(new OnlyThisFunction()))
            .Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new WebJobsListener(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private sealed class OnlyThisFunction : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [typeof(WebJobsQueueFunction)];
    }
}
