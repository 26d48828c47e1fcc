using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.Functions;
using Pathway.Functions.Http;
using Pathway.Functions.Http.Requests;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.GraphSimulator;
using Pathway.Local;
using Pathway.LocalHost;

namespace Pathway.Testing;

/// <summary>What a test changes of the app it runs.</summary>
public sealed record AppOptions
{
    /// <summary>A Wednesday in term.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Settings over the local ones; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(
        StringComparer.Ordinal);

    /// <summary>Registrations after the app's own.</summary>
    public Action<IServiceCollection> Configure { get; init; } = static _ => { };
}

/// <summary>
/// The whole app on the local host in this process: real Azurite under its own prefix, a Graph simulator of its own,
/// a clock that the test sets. Queues and timers run when the test says so.
/// </summary>
public sealed class AppUnderTest : IAsyncDisposable
{
    /// <summary>32 bytes that are no secret.</summary>
    public const string RootKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly List<HttpClient> clients = [];
    private readonly YoungStorage storage;
    private bool isOver;

    private AppUnderTest(
        FunctionHost host,
        GraphSimulator.GraphSimulator graph,
        OutgoingFaults outgoing,
        StorageOnDemand made,
        SettableTime time,
        RecordedLog log,
        YoungStorage storage)
    {
        (Host, Graph, Outgoing, Made, Time, Log, this.storage) = (host, graph, outgoing, made, time, log, storage);
        Client = NewClient();
        Manager = As("manager@digital-health.example.org", Caller.ManagerRole);
    }

    public FunctionHost Host { get; }

    public GraphSimulator.GraphSimulator Graph { get; }

    public OutgoingFaults Outgoing { get; }

    public SettableTime Time { get; }

    /// <summary>Every log line of the app and its host.</summary>
    public RecordedLog Log { get; }

    /// <summary>Which of its tables and containers are there.</summary>
    internal StorageOnDemand Made { get; }

    /// <summary>What sets its tables, queues and containers apart.</summary>
    public required string Prefix { get; init; }

    public required string StorageConnection { get; init; }

    /// <summary>A caller with a header that names nobody.</summary>
    public HttpClient Client { get; }

    /// <summary>The programme manager.</summary>
    public HttpClient Manager { get; }

    public PathwayStorage Storage => Get<PathwayStorage>();

    public static async Task<AppUnderTest> StartAsync(AppOptions? options = null)
    {
        var young = YoungStorage.Take();
        try
        {
            return await StartAsync(options ?? new AppOptions(), young, await young.ConnectionStringAsync());
        }
        catch
        {
            await young.DisposeAsync();
            throw;
        }
    }

    private static async Task<AppUnderTest> StartAsync(AppOptions options, YoungStorage young, string connection)
    {
        var (prefix, time, made, log) = (TestStorage.NextPrefix(), new SettableTime(options.Now), new StorageOnDemand(connection), new RecordedLog());
        var outgoing = new OutgoingFaults(made);
        var graph = await GraphSimulator.GraphSimulator.StartAsync(
            new GraphSimulatorOptions { TimeProvider = time }, CancellationToken.None);
        var host = await StartHostAsync(options, FreePort.Next(), connection, prefix, graph, outgoing, time, log);
        return new AppUnderTest(
            host, graph, outgoing, made, time, log, young)
        { Prefix = prefix, StorageConnection = connection };
    }

    /// <summary>
    /// Stopped and started again with other options, over the same storage, Exchange and clock; this one is over then.
    /// </summary>
    public async Task<AppUnderTest> RestartAsync(AppOptions options)
    {
        await StopAsync();
        isOver = true;
        var host = await StartHostAsync(options, Host.Address.Port, StorageConnection, Prefix, Graph, Outgoing, Time, Log);
        return new AppUnderTest(
            host, Graph, Outgoing, Made, Time, Log, storage)
        { Prefix = Prefix, StorageConnection = StorageConnection };
    }

    private static Task<FunctionHost> StartHostAsync(
        AppOptions options,
        int port,
        string connection,
        string prefix,
        GraphSimulator.GraphSimulator graph,
        OutgoingFaults outgoing,
        SettableTime time,
        RecordedLog log)
    {
        var settings = AppSettings.For(connection, graph.Address, new Uri($"http://localhost:{port}"), RootKey, prefix);
        settings["Storage__CreateIfMissing"] = "false";
        settings["Storage__RetryDelayMilliseconds"] = "1";
        settings["Graph__RetryDelayMilliseconds"] = "1";
        foreach (var (name, value) in options.Settings)
            settings[name] = value;

        return FunctionHost.StartAsync(new FunctionHostOptions
        {
            Assemblies = [typeof(PathwayServices).Assembly],
            Transformers = [new HeadAsGet()],
            StorageConnectionString = connection,
            Port = port,
            HostId = prefix,
            People = LocalPeople.All,
            Settings = settings,
            Queues = new QueueOptions { VisibilityTimeout = TimeSpan.Zero, Base64 = false },
            RunTimers = false,
            RunQueues = false,
            MakeQueues = false,
            ConfigureLogging = logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace),
            ConfigureServices = (services, _) =>
            {
                services.AddSingleton<TimeProvider>(time).AddSingleton(new OutgoingTransport(outgoing));
                services.AddPathway();
                options.Configure(services);
            },
        });
    }

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>Queues on which something may be: those that the app put something on, and where their poison goes.</summary>
    public IReadOnlyList<string> BusyQueues =>
        [
            .. Storage.QueueNames.All.Select(queue => (Queue: queue, Poison: queue + QueueNames.PoisonSuffix))
                .Where(pair => Outgoing.IsFilled(pair.Queue) || Outgoing.IsFilled(pair.Poison))
                .SelectMany(pair => new[] { pair.Queue, pair.Poison }),
        ];

    /// <summary>Runs queue items until no queue has a visible one, or the simulated process has died.</summary>
    public async Task DrainAsync()
    {
        while ((await Task.WhenAll(BusyQueues.Select(queue => Host.PumpQueueOnceAsync(queue, Outgoing.Death)))).Any(handled => handled > 0))
        {
        }
    }

    /// <summary>A signed-in caller with these roles.</summary>
    public HttpClient As(string mail, params string[] roles)
    {
        var claims = roles.Select(role => new { typ = "roles", val = role })
            .Append(new { typ = "preferred_username", val = mail });
        var client = NewClient();
        client.DefaultRequestHeaders.Remove("X-MS-CLIENT-PRINCIPAL");
        client.DefaultRequestHeaders.Add(
            "X-MS-CLIENT-PRINCIPAL",
            Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { auth_typ = "aad", claims })));
        return client;
    }

    /// <summary>
    /// A college with two addresses to invite and one contact, that joined a year ago. Its salt is fixed afterwards, so that
    /// references are the same in every run. Answers what the management API answered: the secrets are in it.
    /// </summary>
    public async Task<JsonElement> JoinAsync(string college, object? definition = null)
    {
        var response = await Manager.PutAsJsonAsync($"/api/colleges/{college}", definition ?? new
        {
            name = college.ToUpperInvariant(),
            contacts = new[] { $"head@{college}.example.org" },
            audience = new[] { $"staff@{college}.example.org", $"sixth-form@{college}.example.org" },
            emailDomains = new[] { $"{college}.example.org" },
            allowedOrigins = new[] { $"{college}.example.org" },
        });
        response.EnsureSuccessStatusCode();
        await Storage.Table(StorageTable.Colleges).UpdateEntityAsync(
            new TableEntity("c", college) { ["Salt"] = Encoding.ASCII.GetBytes(college.PadRight(32, '.')), ["JoinedAt"] = Time.GetUtcNow().AddYears(-1) }, Azure.ETag.All, TableUpdateMode.Merge);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        if (isOver)
            return;
        await StopAsync();
        await Graph.DisposeAsync();
        Outgoing.Dispose();
        await storage.DisposeAsync();
    }

    private async Task StopAsync()
    {
        foreach (var client in clients)
            client.Dispose();
        await Host.DisposeAsync();
    }

    private HttpClient NewClient()
    {
        var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false })
        { BaseAddress = Host.Address };
        clients.Add(client);
        return client;
    }
}
