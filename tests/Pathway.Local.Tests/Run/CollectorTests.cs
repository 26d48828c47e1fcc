using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Pathway.Local.Tests.Run;

/// <summary>A local run that is watched, by a collector that knows nothing of the app.</summary>
public sealed partial class CollectorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gets_one_trace_of_an_activity_from_host_and_app_and_the_apps_metrics()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is started by a shell.");
        await using var collector = await OtlpCollector.StartAsync();
        await using var run = await LocalRunProcess.ReadyAsync($"--empty --otlp {collector.Address}");
        using var http = new HttpClient { BaseAddress = new Uri(FunctionsAddress().Match(run.Output).Groups[1].Value) };

        using var put = await http.PutAsJsonAsync(
            "/api/activities/watched",
            new { kind = "masterclass", title = "Watched", start = "2030-01-09T10:00:00", end = "2030-01-09T11:00:00" },
            Cancellation);
        put.EnsureSuccessStatusCode();
        await collector.HasAsync(spans => spans.Any(span => span.Name == "sync activity"), Cancellation);

        var synced = collector.Spans.First(span => span.Name == "sync activity");
        var trace = collector.Spans.Where(span => span.Trace == synced.Trace).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine(OtlpSpan.Tree(trace));
        Assert.Contains(trace, span => span.Name == "send calendar-sync");
        Assert.Contains(trace, span => span is { Name: "PutActivity", Service: "pathway-local-host" });
        Assert.All(trace.Where(span => span.Name != "PutActivity"), span => Assert.Equal("pathway-functions", span.Service));
        await collector.MeasuresAsync("messaging.process.duration", Cancellation);
        await collector.MeasuresAsync("http.client.request.duration", Cancellation);
    }

    [GeneratedRegex(@"functions +(http://localhost:\d+/)", RegexOptions.NonBacktracking)]
    private static partial Regex FunctionsAddress();
}
