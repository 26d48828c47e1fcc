using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Invocation;
using Pathway.LocalHost.Queues;
using Pathway.LocalHost.Timers;

namespace Pathway.LocalHost;

/// <summary>Puts a queue function's listener and a timer function's loop together.</summary>
internal sealed class Triggers(
    FunctionHostOptions options, FunctionRunner runner, ILoggerFactory loggers, CancellationToken abandoned)
{
    // https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages
    private const string PoisonSuffix = "-poison";

    private readonly StorageReach reach = new(loggers.CreateLogger<StorageReach>());

    private readonly BlobContainerClient container =
        new(options.StorageConnectionString, TimerStatusBlob.Container, Prepared(new BlobClientOptions(), options));

    public QueueListener Listen(QueueFunction function)
    {
        var queue = Queue(function, function.Queue);
        var poison = function.Queue.EndsWith(PoisonSuffix, StringComparison.Ordinal)
            ? null
            : Queue(function, function.Queue + PoisonSuffix);
        var logger = loggers.LoggerFor(function);
        var handling = new MessageHandling(function, queue, poison, runner, options, logger);
        return new QueueListener(queue, handling, options, reach, abandoned);
    }

    public TimerLoop Keep(TimerFunction function)
    {
        var blob = function.Trigger.UseMonitor ? new TimerStatusBlob(container, options.HostId, function.Name) : null;
        return new TimerLoop(function, blob, runner, options.TimeProvider, loggers.LoggerFor(function), abandoned);
    }

    private QueueClient Queue(QueueFunction function, string name)
        => new(function.ConnectionString, name, Prepared(new QueueClientOptions(), options));

    // Few and short retries, because every loop tries again by itself.
    private static T Prepared<T>(T client, FunctionHostOptions options)
        where T : Azure.Core.ClientOptions
    {
        client.Retry.MaxRetries = 3;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        client.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        if (options.StorageTransport is { } transport)
            client.Transport = transport;
        return client;
    }
}
