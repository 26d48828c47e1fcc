using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Storage;

/// <summary>The clients of the programme's data account, and the one place that knows its names.</summary>
public sealed class PathwayStorage
{
    private const int MaxRetries = 4;

    private readonly StorageOptions options;
    private readonly TableServiceClient tables;

    public PathwayStorage(IOptions<StorageOptions> options, IOptions<QueueNames> queues, OutgoingTransport transport)
    {
        this.options = options.Value;
        QueueNames = queues.Value;
        (tables, Blobs, Queues, UnreadQueues) = Connect(this.options, transport);
    }

    public QueueNames QueueNames { get; }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    /// <summary>The queues for who looks and does not read: a message that is not base64 is no fault here.</summary>
    public QueueServiceClient UnreadQueues { get; }

    public TableClient Table(StorageTable table) => tables.GetTableClient(options.Prefix + table);

    public BlobContainerClient Container(StorageContainer container) =>
        Blobs.GetBlobContainerClient(options.Prefix + container.ToString().ToLowerInvariant());

    public QueueClient Queue(Func<QueueNames, string> name) => Queues.GetQueueClient(name(QueueNames));

    private static (TableServiceClient, BlobServiceClient, QueueServiceClient, QueueServiceClient) Connect(
        StorageOptions options, OutgoingTransport transport)
    {
        var forTables = Configure(new TableClientOptions(), options, transport);
        var forBlobs = Configure(new BlobClientOptions(), options, transport);
        var forQueues = Configure(
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, options, transport);
        var unread = Configure(
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }, options, transport);
        if (options.ConnectionString is { Length: > 0 } connection)
            return (new(connection, forTables), new(connection, forBlobs), new(connection, forQueues), new(connection, unread));

        var credential = new ManagedIdentityCredential(string.IsNullOrEmpty(options.ClientId)
            ? ManagedIdentityId.SystemAssigned
            : ManagedIdentityId.FromUserAssignedClientId(options.ClientId));
        return (
            new(options.TableServiceUri!, credential, forTables), new(options.BlobServiceUri!, credential, forBlobs),
            new(options.QueueServiceUri!, credential, forQueues), new(options.QueueServiceUri!, credential, unread));
    }

    private static TOptions Configure<TOptions>(TOptions client, StorageOptions options, OutgoingTransport transport)
        where TOptions : ClientOptions
    {
        client.Transport = new HttpClientTransport(transport.CreateClient());
        client.RetryPolicy = new PatientRetry(
            MaxRetries,
            DelayStrategy.CreateExponentialDelayStrategy(
                TimeSpan.FromMilliseconds(options.RetryDelayMilliseconds), TimeSpan.FromSeconds(8)));
        client.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        client.Diagnostics.IsTelemetryEnabled = false;
        return client;
    }
}
