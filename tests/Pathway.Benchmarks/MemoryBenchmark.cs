using Azure.Storage.Queues;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>Resident memory of the app and its host while deliveries pour in and are recorded.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const int Deliveries = 400;

    public string Name => "memory";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var (connection, prefix) = (await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        string secret;
        await using (var app = await BenchmarkApp.StartAsync(connection, prefix))
            secret = (await app.JoinAsync("utc-bench")).Secret;

        await using var child = await ChildApp.StartAsync(connection, prefix, secret);
        var queue = new QueueClient(connection, $"{prefix}-facts");
        var posting = PostAsync(child, cancellationToken);
        var most = 0L;
        do
            most = Math.Max(most, child.ResidentBytes);
        while (!posting.IsCompleted
            || (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount > 0);
        await posting;
        return
        [
            new BenchmarkRow(
                Name,
                most / 1_048_576.0,
                "MB",
                null,
                null,
                $"highest until {Deliveries} deliveries of {WebhookLoad.EventsPerDelivery} were accepted and recorded by one process; 200 is the limit"),
        ];
    }

    private static Task PostAsync(ChildApp child, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Deliveries), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (delivery, token) =>
        {
            using var request = child.Load.Request(delivery, WebhookLoad.Body(delivery));
            using var response = await child.Client.SendAsync(request, token);
            response.EnsureSuccessStatusCode();
        });
}
