using System.Diagnostics;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>A fresh process to its first answered webhook, and that neither Microsoft.Graph nor Razor was loaded on the way.</summary>
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

        var (times, heavy) = (new List<double>(), "");
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var child = await ChildApp.StartAsync(connection, prefix, secret, ChildApp.Worker);
            using var request = child.Load.Request(i, WebhookLoad.Body(i));
            using var response = await child.Client.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            heavy = string.Join(", ", (await child.AssembliesAsync()).Where(IsHeavy));
        }

        return [new BenchmarkRow(Name, Rounds.Median(times), "ms", null, null, heavy.Length == 0 ? "neither Microsoft.Graph nor Razor loaded" : $"LOADED: {heavy}")];
    }

    private static bool IsHeavy(string assembly) =>
        assembly.StartsWith("Microsoft.Graph", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Kiota", StringComparison.Ordinal)
        || assembly.Contains("Razor", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal);
}
