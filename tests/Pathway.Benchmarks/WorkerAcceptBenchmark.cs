using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// Deliveries accepted a second through the host and the genuine worker, against a bare worker app behind the same
/// host that puts one message of the same size on the same queue; and what that way costs over calling the functions
/// in this process.
/// </summary>
internal sealed class WorkerAcceptBenchmark : IBenchmark
{
    private const int Rounds = 12;
    private const int Deliveries = 120;
    private const int WarmUps = 15;

    public string Name => "worker-accept";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var (connection, prefix) = (await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        await using var inProcess = await BenchmarkApp.StartAsync(connection, prefix);
        var load = await inProcess.JoinAsync("utc-bench");
        var bodies = Enumerable.Range(0, Deliveries).Select(WebhookLoad.Body).ToArray();
        await WebhookLoad.PostAsync(inProcess.Client, load, bodies);
        var message = (await inProcess.Get<PathwayStorage>().Queue(queues => queues.Facts).ReceiveMessageAsync(cancellationToken: cancellationToken)).Value.Body;

        await using var app = await WorkerHost.StartAsync(
            await PublishedApp.PathwayAsync(), connection, prefix, message.ToMemory().Length, cancellationToken);
        await using var floor = await WorkerHost.StartAsync(
            await PublishedApp.BareAsync(), connection, prefix, message.ToMemory().Length, cancellationToken);
        using var client = new HttpClient { BaseAddress = app.Address };
        using var floorClient = new HttpClient { BaseAddress = floor.Address };
        for (var turn = 0; turn < WarmUps; turn++)
        {
            foreach (var warmed in new[] { client, floorClient, inProcess.Client })
                await WebhookLoad.PostAsync(warmed, load, bodies);
        }

        var (rate, floorRate, ratio) = await Benchmarks.Rounds.RatesAsync(
            Rounds, _ => WebhookLoad.PostAsync(client, load, bodies), _ => WebhookLoad.PostAsync(floorClient, load, bodies));
        var (_, here, cost) = await Benchmarks.Rounds.RatesAsync(
            Rounds, _ => WebhookLoad.PostAsync(client, load, bodies), _ => WebhookLoad.PostAsync(inProcess.Client, load, bodies));
        return
        [
            new BenchmarkRow(
                Name,
                rate,
                "deliveries/s",
                floorRate,
                ratio,
                $"{WebhookLoad.EventsPerDelivery} events, {message.ToMemory().Length} bytes queued, published with ReadyToRun; the floor puts a message of that length"),
            new BenchmarkRow(
                "worker-over-in-process",
                rate,
                "deliveries/s",
                here,
                cost,
                "the same deliveries through the worker and with the functions called in the host's process"),
        ];
    }
}
