using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pathway.Local.Azurite;
using Pathway.Local.Tests.Host;
using Pathway.LocalHost;

[assembly: AssemblyFixture(typeof(LocalStorage))]

namespace Pathway.Local.Tests.Host;

/// <summary>One Azurite for the test run, and a name of its own for everything a test puts there.</summary>
public sealed class LocalStorage : IAsyncLifetime
{
    private static int names;

    private AzuriteProcess? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public static string NewName(string kind) => $"{kind}-{Interlocked.Increment(ref names)}";

    /// <summary>A host for these function classes only, on a free port, with a queue and a timer namespace of its own.</summary>
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

    public async ValueTask InitializeAsync()
        => _azurite = await AzuriteProcess.StartAsync(0, dataFolder: null, static _ => { }, CancellationToken.None);

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
