using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Pathway.Functions.Storage;

/// <summary>Creates what is missing at start, where configuration says so.</summary>
public sealed class CreateStorage(PathwayStorage storage, IOptions<StorageOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.CreateIfMissing ? CreateAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Any origin: what opens a blob is its signed address and nothing that a browser adds by itself.
    private async Task LetBrowsersUploadAsync(CancellationToken cancellationToken)
    {
        var properties = (await storage.Blobs.GetPropertiesAsync(cancellationToken)).Value;
        if (properties.Cors.Any(rule => rule.AllowedMethods.Contains("PUT", StringComparison.OrdinalIgnoreCase)))
            return;
        properties.Cors.Add(new BlobCorsRule
        {
            AllowedOrigins = "*",
            AllowedMethods = "PUT,GET,HEAD,OPTIONS",
            AllowedHeaders = "content-type,content-md5,x-ms-*",
            ExposedHeaders = "etag,x-ms-*",
            MaxAgeInSeconds = 3600,
        });
        await storage.Blobs.SetPropertiesAsync(properties, cancellationToken);
    }

    private Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        LetBrowsersUploadAsync(cancellationToken),
        .. Enum.GetValues<StorageTable>()
            .Select(table => (Task)storage.Table(table).CreateIfNotExistsAsync(cancellationToken)),
        .. Enum.GetValues<StorageContainer>()
            .Select(
                container => storage.Container(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        .. storage.QueueNames.All.SelectMany(queue => new[] { queue, queue + QueueNames.PoisonSuffix })
            .Select(
                queue => storage.Queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
    ]);
}
