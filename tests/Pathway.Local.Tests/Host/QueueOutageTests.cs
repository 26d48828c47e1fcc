using Azure.Core.Pipeline;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost;
using Pathway.LocalHost.Queues;
using Pathway.Testing;

namespace Pathway.Local.Tests.Host;

public sealed class QueueOutageTests(LocalStorage storage) : IDisposable
{
    private readonly Probe _probe = new();
    private readonly RecordedLog _log = new();
    private readonly Outage _outage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _log.Dispose();
        _outage.Dispose();
    }

    [Fact]
    public async Task Goes_on_after_an_outage_and_tells_its_begin_and_end_once()
    {
        using var client = new HttpClient(_outage);
        await using var host = await (Options() with { StorageTransport = new HttpClientTransport(client) }).StartAsync();
        var queue = storage.Queue(host.Functions.Single().Trigger);
        _outage.Begin();
        // Twelve calls are three looks at the queue: the client tries each four times.
        await _outage.Felt.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation);
        await queue.SendMessageAsync("after all", Cancellation);
        Assert.Empty(_probe.Told);

        _outage.End();

        Assert.Equal("after all", await _probe.NextAsync());
        Assert.Single(
            _log.From(LogLevel.Warning), line => line.Contains("cannot be reached", StringComparison.Ordinal));
        Assert.Single(_log.Lines, line => line.Contains("can be reached again", StringComparison.Ordinal));
        Assert.Empty(_log.From(LogLevel.Error));
    }

    [Fact(Timeout = 60_000)]
    public async Task Makes_its_queue_again_when_somebody_deleted_it()
    {
        await using var host = await Options().StartAsync();
        var queue = storage.Queue(host.Functions.Single().Trigger);
        await queue.DeleteAsync(Cancellation);

        while (!await queue.ExistsAsync(Cancellation))
        {
        }

        await queue.SendMessageAsync("found it", Cancellation);
        Assert.Equal("found it", await _probe.NextAsync());
    }

    [Fact]
    public void Looks_less_and_less_often_at_an_empty_queue_but_never_less_than_the_limit()
    {
        var pause = new PollingPause(TimeSpan.FromSeconds(2));

        var pauses = Enumerable.Range(0, 10).Select(_ => pause.Next().TotalMilliseconds).ToList();
        pause.Reset();

        Assert.All(
            pauses.Zip([100, 200, 400, 800, 1600]),
            pair => Assert.InRange(pair.First, pair.Second * 0.8, pair.Second * 1.2));
        Assert.All(pauses[5..], last => Assert.InRange(last, 1600, 2000));
        Assert.InRange(pause.Next().TotalMilliseconds, 80, 120);
    }

    private FunctionHostOptions Options() => storage.HostFor(typeof(Recorder)).With(_probe).With(_log);

    public sealed class Recorder(Probe probe)
    {
        [Function(nameof(Recorder))]
        public void Run([QueueTrigger("%Queue%")] string message) => probe.Tell(message);
    }

    /// <summary>A network that can be cut.</summary>
    private sealed class Outage() : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly TaskCompletionSource _felt = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _cut;
        private int _calls;

        public Task Felt => _felt.Task;

        public void Begin() => _cut = true;

        public void End() => _cut = false;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!_cut)
                return base.SendAsync(request, cancellationToken);
            if (Interlocked.Increment(ref _calls) == 12)
                _felt.SetResult();
            throw new HttpRequestException("cut");
        }
    }
}
