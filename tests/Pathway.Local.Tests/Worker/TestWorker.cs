using Microsoft.Extensions.Logging;
using Pathway.Local.Azurite;
using Pathway.Local.Tests.Host;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Local.Tests.Worker;

/// <summary>
/// The test app in a worker of its own, behind a host whose queues and timers run when a test says so; shared by a
/// class.
/// </summary>
public sealed class TestWorker : IAsyncLifetime
{
    /// <summary>What a test found its process by, and what it is.</summary>
    public static string Assembly { get; } = Path.Combine(
        Toolchain.Root, "tests", "Pathway.Testing.Worker", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Pathway.Testing.Worker.dll");

    public RecordedLog Log { get; } = new();

    public FunctionHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public string WorkQueue { get; } = LocalStorage.NewName("work");

    public string FactsQueue { get; } = LocalStorage.NewName("facts");

    public static async Task<FunctionHostOptions> OptionsAsync(RecordedLog log, string workQueue, string factsQueue)
    {
        var storage = await TestStorage.ConnectionStringAsync();
        return new FunctionHostOptions
        {
            Worker = new WorkerOptions(Assembly) { Patience = TimeSpan.FromMinutes(1) },
            StorageConnectionString = storage,
            HostId = LocalStorage.NewName("host"),
            Settings = new Dictionary<string, string?> { ["DataStorage"] = storage, ["WorkQueue"] = workQueue, ["FactsQueue"] = factsQueue },
            Queues = new QueueOptions { VisibilityTimeout = TimeSpan.Zero },
            RunQueues = false,
            RunTimers = false,
            ConfigureLogging = logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Information),
        };
    }

    public async ValueTask InitializeAsync()
    {
        Host = await FunctionHost.StartAsync(
            await OptionsAsync(Log, WorkQueue, FactsQueue), TestContext.Current.CancellationToken);
        Client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        { BaseAddress = Host.Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (Host is not null)
            await Host.DisposeAsync();
        Log.Dispose();
    }
}
