using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Queues;
using Pathway.Benchmarks;

namespace Pathway.Chaos.Scenarios;

/// <summary>The deliveries of many colleges, as the benchmarks make them for one.</summary>
internal sealed class Fifty(HttpClient manager, int colleges)
{
    private const int DeliveriesEach = 6;

    private readonly List<(WebhookLoad College, byte[] Body, int Number)> deliveries = [];

    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < colleges; number++)
        {
            using var response = await manager.PutAsJsonAsync($"/api/colleges/utc-load-{number:D2}", new { name = $"UTC Load {number}" }, cancellationToken);
            response.EnsureSuccessStatusCode();
            var joined = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            var load = new WebhookLoad($"utc-load-{number:D2}", joined.GetProperty("webhookSecret").GetString()!);
            deliveries.AddRange(Enumerable.Range(
                number * DeliveriesEach, DeliveriesEach).Select(delivery => (load, WebhookLoad.Body(delivery), delivery)));
        }
    }

    /// <summary>All of them once; answers how many that was.</summary>
    public async Task<int> PostAsync(HttpClient app, CancellationToken cancellationToken)
    {
        var connections = new ParallelOptions { MaxDegreeOfParallelism = WebhookLoad.Connections, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(deliveries, connections, async (delivery, token) =>
        {
            using var request = delivery.College.Request(delivery.Number, delivery.Body);
            using var response = await app.SendAsync(request, token);
            response.EnsureSuccessStatusCode();
        });
        return deliveries.Count;
    }

    /// <summary>How long the message of one delivery is, for a floor to put one as long.</summary>
    public static async Task<int> MessageLengthAsync(string storage, CancellationToken cancellationToken)
    {
        var queue = new QueueClient(storage, "load-facts", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        return (await queue.PeekMessageAsync(cancellationToken)).Value.Body.ToMemory().Length;
    }
}
