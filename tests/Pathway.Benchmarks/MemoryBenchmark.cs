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
        var most = 0L;
        await Parallel.ForEachAsync(Enumerable.Range(0, Deliveries), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (delivery, token) =>
        {
            using var request = child.Load.Request(delivery, WebhookLoad.Body(delivery));
            using var response = await child.Client.SendAsync(request, token);
            response.EnsureSuccessStatusCode();
            InterlockedMax(ref most, child.ResidentBytes);
        });
        return [new BenchmarkRow(Name, most / 1_048_576.0, "MB", null, null, $"highest of {Deliveries} deliveries of {WebhookLoad.EventsPerDelivery}, accepted and recorded by one process; 200 is the limit")];
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
