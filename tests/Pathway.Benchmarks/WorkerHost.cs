using Microsoft.Extensions.Logging;
using Pathway.Local;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>A worker app behind the local host, on the storage and the secrets of a run in this process.</summary>
internal static class WorkerHost
{
    public static Task<FunctionHost> StartAsync(
        string assembly, string connection, string prefix, int messageLength, CancellationToken cancellationToken)
    {
        var settings = AppSettings.For(
            connection, new Uri("http://localhost:1"), new Uri("http://localhost:2"), AppUnderTest.RootKey, prefix);
        settings["Webhooks__EventsPerMinute"] = "600000";
        settings["DataStorage"] = connection;
        settings["WorkQueue"] = $"{prefix}-work";
        settings["MessageLength"] = $"{messageLength}";
        return FunctionHost.StartAsync(
            new FunctionHostOptions
            {
                Worker = new WorkerOptions(assembly),
                StorageConnectionString = connection,
                HostId = prefix,
                Settings = settings,
                RunQueues = false,
                RunTimers = false,
                ConfigureLogging = logging => logging.SetMinimumLevel(LogLevel.Warning),
            },
            cancellationToken);
    }
}
