using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pathway.Functions;
using Pathway.GraphSimulator;
using Pathway.Local;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// 500 activities against a Graph that throttles, fails and loses answers: the time until every invitation is right, against
/// what four requests at once allow for as many requests as were made.
/// </summary>
internal sealed class StormBenchmark : IBenchmark
{
    private const int Activities = 500;
    private const int AtOnce = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly SimulatorModes Storm = new()
    {
        ThrottlePercent = 30,
        ServerErrorPercent = 5,
        DropAfterCommitPercent = 5,
        LatencyMs = 200,
        Seed = 5,
    };

    public string Name => "storm";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var (connection, prefix) = (await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        await using var graph = await GraphSimulator.GraphSimulator.StartAsync(new GraphSimulatorOptions(), cancellationToken);
        await PlanAsync(connection, prefix, graph.Address, cancellationToken);

        graph.Modes = Storm;
        var start = TimeProvider.System.GetUtcNow();
        await using (await StartAsync(connection, prefix, graph.Address, runQueues: true))
            await EmptyAsync(new QueueClient(connection, $"{prefix}-calendar-sync"), cancellationToken);

        // What waits on the queue after the last request finds nothing to do any more.
        var (took, requests) = (graph.Requests[^1].At - start, graph.Requests.Count);

        graph.Modes = new SimulatorModes();
        using var client = new HttpClient { BaseAddress = graph.Address };
        var events = await client.GetFromJsonAsync<JsonElement>($"/_simulator/events?mailbox={AppSettings.ProgrammeMailbox}", cancellationToken);
        var invited = graph.Mail.Count(mail => mail.Kind == "invite");
        var bound = requests * Storm.LatencyMs / 1000.0 / AtOnce;
        return
        [
            new BenchmarkRow(
                Name,
                bound / took.TotalSeconds,
                "of the bound",
                Floor: null,
                Ratio: bound / took.TotalSeconds,
                $"{Activities} activities, {requests} requests of {Storm.LatencyMs} ms in {took.TotalSeconds:0.0} s; four at once need {bound:0.0} s; {events.GetArrayLength()} events, {invited} invitations"),
        ];
    }

    private static async Task PlanAsync(string connection, string prefix, Uri graph, CancellationToken cancellationToken)
    {
        await using var host = await StartAsync(connection, prefix, graph, runQueues: false);
        using var client = new HttpClient { BaseAddress = host.Address };
        await PutAsync(client, "/api/colleges/utc-storm", new { name = "Storm", audience = new[] { "staff@utc-storm.example.org" } }, cancellationToken);
        await Parallel.ForAsync(0, Activities, cancellationToken, async (activity, token) =>
        {
            var day = new DateOnly(2027, 1, 4).AddDays(activity % 200).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await PutAsync(
                client,
                $"/api/activities/class-{activity:D3}",
                new
                {
                    kind = "masterclass",
                    title = $"Class {activity}",
                    start = $"{day}T10:00:00",
                    end = $"{day}T11:00:00",
                    timeZone = "Europe/London",
                    online = true,
                },
                token);
        });
    }

    private static async Task PutAsync(HttpClient client, string address, object body, CancellationToken cancellationToken)
    {
        using var response = await client.PutAsJsonAsync(address, body, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static Task<FunctionHost> StartAsync(string connection, string prefix, Uri graph, bool runQueues) =>
        FunctionHost.StartAsync(new FunctionHostOptions
        {
            Assemblies = [typeof(PathwayServices).Assembly],
            StorageConnectionString = connection,
            HostId = prefix,
            Settings = AppSettings.For(connection, graph, new Uri("http://localhost:2"), AppUnderTest.RootKey, prefix),
            RunTimers = false,
            RunQueues = runQueues,
            DefaultPrincipal = BenchmarkApp.Principal(),
            ConfigureLogging = logging => logging.SetMinimumLevel(LogLevel.Error),
            ConfigureServices = (services, _) => services.AddSingleton(TimeProvider.System).AddPathway(),
        }.ReadHostJson(Path.Combine(Local.Azurite.Toolchain.Root, "host.json")));

    private static async Task EmptyAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while ((await queue.GetPropertiesAsync(limit.Token)).Value.ApproximateMessagesCount > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
    }
}
