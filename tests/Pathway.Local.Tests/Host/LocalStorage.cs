using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pathway.Local.Tests.Host;
using Pathway.LocalHost;
using Pathway.Testing;

[assembly: AssemblyFixture(typeof(LocalStorage))]

namespace Pathway.Local.Tests.Host;

/// <summary>The test run's Azurite, and a name of its own for everything a test puts there.</summary>
public sealed class LocalStorage : IAsyncLifetime
{
    /// <summary>An account where nothing listens.</summary>
    public const string Nowhere =
        "DefaultEndpointsProtocol=http;AccountName=nowhere;AccountKey=bm93aGVyZQ==;BlobEndpoint=http://127.0.0.1:1/nowhere;QueueEndpoint=http://127.0.0.1:1/nowhere;";

    private static int names;

    public string ConnectionString { get; private set; } = "";

    public static string NewName(string kind) => $"{kind}-{Interlocked.Increment(ref names)}";

    /// <summary>
    /// A host for these function classes only, on a free port, with a queue and a timer namespace of its own.
    /// </summary>
    public FunctionHostOptions HostFor(params Type[] classes) => new()
    {
        Assemblies = [typeof(LocalStorage).Assembly],
        IncludeClass = classes.Contains,
        StorageConnectionString = ConnectionString,
        HostId = NewName("host"),
        Settings = new Dictionary<string, string?> { ["Queue"] = NewName("queue") },
    };

    public QueueClient Queue(string name, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
        => new(ConnectionString, name, new QueueClientOptions { MessageEncoding = encoding });

    public BlobClient Blob(string container, string name) => new(ConnectionString, container, name);

    public async ValueTask InitializeAsync() => ConnectionString = await TestStorage.ConnectionStringAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
