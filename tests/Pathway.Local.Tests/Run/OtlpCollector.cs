using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pathway.Local.Tests.Run;

/// <summary>Takes OTLP over HTTP, as written down at https://opentelemetry.io/docs/specs/otlp/.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<OtlpSpan> spans = new();
    private readonly ConcurrentQueue<byte[]> metrics = new();
    private volatile TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtlpCollector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public IReadOnlyCollection<OtlpSpan> Spans => spans;

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new OtlpCollector(builder.Build());
        collector.app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector.Take(signal, body.ToArray());
        });
        await collector.app.StartAsync();
        return collector;
    }

    public Task HasAsync(Func<IReadOnlyCollection<OtlpSpan>, bool> what, CancellationToken cancellationToken) =>
        UntilAsync(() => what(spans), cancellationToken);

    public Task MeasuresAsync(string name, CancellationToken cancellationToken) => UntilAsync(
        () => metrics.Any(body => body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name)) >= 0), cancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // In all, not from one arrival to the next: something always arrives, and what was lost never will.
    private async Task UntilAsync(Func<bool> isThere, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var next = arrived.Task;
            if (isThere())
                return;
            var left = TimeSpan.FromMinutes(3) - clock.Elapsed;
            await next.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
        }
    }

    private void Take(string signal, byte[] body)
    {
        if (signal == "traces")
        {
            foreach (var span in OtlpSpan.ReadAll(body))
                spans.Enqueue(span);
        }
        else
        {
            metrics.Enqueue(body);
        }

        Interlocked.Exchange(ref arrived, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
