using System.Diagnostics;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// From the worker process's start to its first answered webhook, against the bare worker app behind the same host.
/// </summary>
internal sealed class WorkerColdStartBenchmark : IBenchmark
{
    private const int Times = 7;

    public string Name => "worker-cold-start";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var (connection, prefix) = (await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        WebhookLoad load;
        await using (var inProcess = await BenchmarkApp.StartAsync(connection, prefix))
            load = await inProcess.JoinAsync("utc-bench");

        var (pathway, bare) = (await PublishedApp.PathwayAsync(), await PublishedApp.BareAsync());
        var pairs = new List<(Start App, Start Floor)>();
        for (var turn = 0; turn <= Times; turn++)
        {
            var app = await MeasureAsync(pathway, connection, prefix, load, turn, cancellationToken);
            var floor = await MeasureAsync(bare, connection, prefix, load, turn, cancellationToken);
            // The first pair reads the files and compiles this process's own side.
            if (turn > 0)
                pairs.Add((app, floor));
        }

        var (value, bottom) = (Rounds.Median(pairs.Select(pair => pair.App.Total)), Rounds.Median(pairs.Select(pair => pair.Floor.Total)));
        return
        [
            new BenchmarkRow(
                Name,
                value,
                "ms",
                bottom,
                Rounds.Median(pairs.Select(pair => pair.App.Total / pair.Floor.Total)),
                $"published with ReadyToRun; until the functions are loaded {Rounds.Median(pairs.Select(pair => pair.App.Loaded)):0} ms ({Rounds.Median(pairs.Select(pair => pair.Floor.Loaded)):0} the floor), the first webhook {Rounds.Median(pairs.Select(pair => pair.App.Answered)):0} ms ({Rounds.Median(pairs.Select(pair => pair.Floor.Answered)):0} the floor)"),
        ];
    }

    private static async Task<Start> MeasureAsync(
        string assembly,
        string connection,
        string prefix,
        WebhookLoad load,
        int delivery,
        CancellationToken cancellationToken)
    {
        using var request = load.Request(delivery, WebhookLoad.Body(delivery));
        var start = Stopwatch.GetTimestamp();
        await using var host = await WorkerHost.StartAsync(
            assembly, connection, prefix, messageLength: 100, cancellationToken);
        var loaded = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        using var client = new HttpClient { BaseAddress = host.Address };
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return new Start(loaded, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private sealed record Start(double Loaded, double Total)
    {
        public double Answered => Total - Loaded;
    }
}
