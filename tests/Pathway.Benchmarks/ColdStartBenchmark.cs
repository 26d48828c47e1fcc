using System.Diagnostics;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>A fresh process to its first answered webhook.</summary>
internal sealed class ColdStartBenchmark : IBenchmark
{
    private const int Times = 3;

    public string Name => "cold-start";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var (connection, prefix) = (await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        string secret;
        await using (var app = await BenchmarkApp.StartAsync(connection, prefix))
            secret = (await app.JoinAsync("utc-bench")).Secret;

        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var child = await ChildApp.StartAsync(connection, prefix, secret, ChildApp.Worker);
            using var request = child.Load.Request(i, WebhookLoad.Body(i));
            using var response = await child.Client.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return
        [
            new BenchmarkRow(
                Name, Rounds.Median(times), "ms", null, null, "process start, services, one delivery taken"),
        ];
    }
}
