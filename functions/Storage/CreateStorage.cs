using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Storage;

/// <summary>Creates what is missing at start, where configuration says so.</summary>
public sealed class CreateStorage(PathwayStorage storage, IOptions<StorageOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.CreateIfMissing ? CreateAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. Enum.GetValues<StorageTable>().Select(table => (Task)storage.Table(table).CreateIfNotExistsAsync(cancellationToken)),
        .. Enum.GetValues<StorageContainer>().Select(container => storage.Container(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        .. storage.QueueNames.All.SelectMany(queue => new[] { queue, queue + QueueNames.PoisonSuffix })
            .Select(queue => storage.Queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
    ]);
}
