using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// Deliveries accepted a second, against a bare Kestrel endpoint that puts one message of the same size on the same
/// queue.
/// </summary>
internal sealed class AcceptBenchmark : IBenchmark
{
    private const int Rounds = 30;
    private const int Deliveries = 120;

    // A server that has run for a minute is what is asked about: the runtime has compiled the path for good by then.
    private const int WarmUps = 30;

    public string Name => "accept";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = await BenchmarkApp.StartAsync(
            await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var load = await app.JoinAsync("utc-bench");
        var queue = app.Get<PathwayStorage>().Queue(queues => queues.Facts);
        var bodies = Enumerable.Range(0, Deliveries).Select(WebhookLoad.Body).ToArray();
        await WebhookLoad.PostAsync(app.Client, load, bodies);
        var message = (await queue.ReceiveMessageAsync(cancellationToken: cancellationToken)).Value.Body;
        await using var floor = await BareEndpointAsync(queue, message);
        using var floorClient = new HttpClient(
            new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        { BaseAddress = new Uri(floor.Urls.First()) };
        for (var turn = 0; turn < WarmUps; turn++)
        {
            await WebhookLoad.PostAsync(app.Client, load, bodies);
            await WebhookLoad.PostAsync(floorClient, load, bodies);
        }

        var (appCost, floorCost) = (await CostAsync(app.Client, load, bodies), await CostAsync(floorClient, load, bodies));
        var (rate, floorRate, ratio) = await Benchmarks.Rounds.RatesAsync(
            Rounds,
            _ => WebhookLoad.PostAsync(app.Client, load, bodies),
            _ => WebhookLoad.PostAsync(floorClient, load, bodies));
        var perEvent = (appCost.Bytes - floorCost.Bytes) / WebhookLoad.EventsPerDelivery;
        return
        [
            new BenchmarkRow(
                Name,
                rate,
                "deliveries/s",
                floorRate,
                ratio,
                $"{WebhookLoad.EventsPerDelivery} events, {bodies[0].Length} bytes in, {message.ToMemory().Length} bytes queued, {WebhookLoad.Connections} connections; {appCost.Cpu:0} us of processor a delivery with its client ({floorCost.Cpu:0} the floor); {perEvent:0} bytes allocated per event above the floor"),
        ];
    }

    /// <summary>Microseconds of this process's processor time, and bytes it allocated, for one delivery.</summary>
    private static async Task<(double Cpu, double Bytes)> CostAsync(
        HttpClient client, WebhookLoad load, byte[][] bodies)
    {
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        await WebhookLoad.PostAsync(client, load, bodies);
        return ((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / bodies.Length, (GC.GetTotalAllocatedBytes() - allocated) / (double)bodies.Length);
    }

    private static async Task<WebApplication> BareEndpointAsync(QueueClient queue, BinaryData message)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var floor = builder.Build();
        floor.MapPost("/api/webhooks/{college}", async (HttpRequest request, string college, CancellationToken cancellationToken) =>
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            await queue.SendMessageAsync(message, cancellationToken: cancellationToken);
            return Results.Accepted();
        });
        await floor.StartAsync();
        return floor;
    }
}
