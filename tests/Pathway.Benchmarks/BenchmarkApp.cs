using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.Functions;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Local;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// The app on the local host, on real Azurite, with the clock of this machine and every outgoing call counted.
/// </summary>
internal sealed class BenchmarkApp : IAsyncDisposable
{
    private readonly FunctionHost host;

    private BenchmarkApp(FunctionHost host, OutgoingFaults outgoing, OutgoingFaults hostCalls)
    {
        (this.host, Outgoing, HostCalls) = (host, outgoing, hostCalls);
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = host.Address };
    }

    /// <summary>What the app calls.</summary>
    public OutgoingFaults Outgoing { get; }

    /// <summary>What its host calls: the queues.</summary>
    public OutgoingFaults HostCalls { get; }

    public HttpClient Client { get; }

    public Uri Address => host.Address;

    public static async Task<BenchmarkApp> StartAsync(string connection, string prefix, bool runQueues = false)
    {
        var (outgoing, hostCalls) = (new OutgoingFaults(OutgoingFaults.Network()), new OutgoingFaults(OutgoingFaults.Network()));
        var settings = AppSettings.For(
            connection, new Uri("http://localhost:1"), new Uri("http://localhost:2"), AppUnderTest.RootKey, prefix);
        settings["Webhooks__EventsPerMinute"] = "600000";
        var started = await FunctionHost.StartAsync(new FunctionHostOptions
        {
            Assemblies = [typeof(PathwayServices).Assembly],
            StorageConnectionString = connection,
            StorageTransport = new HttpClientTransport(new HttpClient(hostCalls)),
            HostId = prefix,
            Settings = settings,
            RunTimers = false,
            RunQueues = runQueues,
            DefaultPrincipal = Principal(),
            ConfigureLogging = logging => logging.SetMinimumLevel(LogLevel.Warning),
            ConfigureServices = (services, _) => services
                .AddSingleton(TimeProvider.System)
                .AddSingleton(new OutgoingTransport(outgoing))
                .AddPathway(),
        });
        return new BenchmarkApp(started, outgoing, hostCalls);
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public Task DrainAsync() => host.DrainQueuesAsync();

    public async Task<WebhookLoad> JoinAsync(string college)
    {
        using var response = await Client.PutAsJsonAsync($"/api/colleges/{college}", new { name = college });
        response.EnsureSuccessStatusCode();
        return new WebhookLoad(
            college,
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("webhookSecret").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
        Outgoing.Dispose();
        HostCalls.Dispose();
    }

    public static string Principal() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        claims = new[] { new { typ = "roles", val = Caller.ManagerRole }, new { typ = "preferred_username", val = "manager@digital-health.example.org" } },
    }));
}
