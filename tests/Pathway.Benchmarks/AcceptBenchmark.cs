using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>Deliveries accepted a second, against a bare Kestrel endpoint that puts one message of the same size on the same queue.</summary>
internal sealed class AcceptBenchmark : IBenchmark
{
    private const int Rounds = 12;
    private const int Deliveries = 120;
    private const int Connections = 8;

    public string Name => "accept";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = await BenchmarkApp.StartAsync(await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var load = await app.JoinAsync("utc-bench");
        var queue = app.Get<PathwayStorage>().Queue(queues => queues.Facts);
        var bodies = Enumerable.Range(0, Deliveries).Select(WebhookLoad.Body).ToArray();
        await PostAsync(app.Client, load, bodies);
        var message = (await queue.ReceiveMessageAsync(cancellationToken: cancellationToken)).Value.Body;
        await using var floor = await BareEndpointAsync(queue, message);
        using var floorClient = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(floor.Urls.First()) };
        await PostAsync(floorClient, load, bodies);

        var allocated = GC.GetTotalAllocatedBytes();
        await PostAsync(app.Client, load, bodies);
        var appBytes = GC.GetTotalAllocatedBytes() - allocated;
        allocated = GC.GetTotalAllocatedBytes();
        await PostAsync(floorClient, load, bodies);
        var floorBytes = GC.GetTotalAllocatedBytes() - allocated;

        var (rate, floorRate, ratio) = await Benchmarks.Rounds.RatesAsync(Rounds, _ => PostAsync(app.Client, load, bodies), _ => PostAsync(floorClient, load, bodies));
        var perEvent = (appBytes - floorBytes) / (double)(Deliveries * WebhookLoad.EventsPerDelivery);
        return
        [
            new BenchmarkRow(Name, rate, "deliveries/s", floorRate, ratio, $"{WebhookLoad.EventsPerDelivery} events, {bodies[0].Length} bytes in, {message.ToMemory().Length} bytes queued, {Connections} connections; {perEvent:0} bytes allocated per event above the floor"),
        ];
    }

    private static async Task<int> PostAsync(HttpClient client, WebhookLoad load, byte[][] bodies)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, bodies.Length), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (delivery, token) =>
        {
            using var request = load.Request(delivery, bodies[delivery]);
            using var response = await client.SendAsync(request, token);
            response.EnsureSuccessStatusCode();
        });
        return bodies.Length;
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
