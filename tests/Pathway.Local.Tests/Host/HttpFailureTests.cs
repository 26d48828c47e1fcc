using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost;
using Pathway.Testing;

namespace Pathway.Local.Tests.Host;

public sealed class HttpFailureTests(LocalStorage storage) : IDisposable
{
    private const int Cap = 30_000_000;

    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("/throws")]
    [InlineData("/throwslater")]
    [InlineData("/number/seven")]
    [InlineData("/synchronous")]
    public async Task Answers_a_failure_with_an_empty_500_and_logs_it_once(string path)
    {
        await using var host = await StartAsync();

        var response = await host.SendAsync("POST", path, body: new StringContent("body"));

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.TextAsync()));
        Assert.False(response.Headers.Contains("X-Half-Way"));
        var line = Assert.Single(_log.From(LogLevel.Error));
        Assert.Contains("Exception:", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_an_answer_off_that_fails_half_way()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.SendAsync("POST", "/halfanswer"));
        Assert.Single(_log.From(LogLevel.Error));
    }

    [Theory]
    [InlineData(Cap, HttpStatusCode.OK)]
    [InlineData(Cap + 1, HttpStatusCode.InternalServerError)]
    public async Task Stops_reading_a_body_at_the_worker_s_cap(int length, HttpStatusCode status)
    {
        await using var host = await StartAsync();
        // The connection ends with the refusal; a client that asks before it sends a large body, as curl does, is
        // sure to read it.
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var client = new HttpClient(handler)
        {
            BaseAddress = host.Address,
            DefaultRequestHeaders = { ExpectContinue = true },
        };

        var response = await client.PostAsync(
            "/count", new ByteArrayContent(new byte[length]), TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? $"{length}" : "", await response.TextAsync());
    }

    [Fact]
    public async Task Tells_a_function_that_its_caller_is_gone_and_calls_that_no_failure()
    {
        var probe = new Probe();
        await using var host = await storage.HostFor(typeof(Failures), typeof(Patient))
            .With(probe)
            .With(_log)
            .StartAsync();
        using var impatience = new CancellationTokenSource();
        using var client = new HttpClient { BaseAddress = host.Address };

        var call = client.GetAsync("/wait", impatience.Token);
        Assert.Equal("waiting", await probe.NextAsync());
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal("told to stop", await probe.NextAsync());
        await host.StopAsync();
        Assert.Empty(_log.From(LogLevel.Warning));
    }

    private Task<FunctionHost> StartAsync() => storage.HostFor(typeof(Failures)).With(_log).StartAsync();

    public sealed class Patient(Probe probe)
    {
        [Function("Wait")]
        public async Task Wait(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellation)
        {
            probe.Tell("waiting");
            try
            {
                await probe.Gate.Task.WaitAsync(cancellation);
            }
            finally
            {
                probe.Tell(cancellation.IsCancellationRequested ? "told to stop" : "finished");
            }
        }
    }

#pragma warning disable CA1822 // Instance methods, as an app's functions are.
    public sealed class Failures
    {
        [Function("Throws")]
        public IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
        {
            request.HttpContext.Response.Headers["X-Half-Way"] = "1";
            throw new InvalidOperationException("on purpose");
        }

        [Function("ThrowsLater")]
        public async Task<IResult> ThrowsLater([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
        {
            await Task.Yield();
            throw new InvalidOperationException("on purpose");
        }

        [Function("Number")]
        public IResult Number(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "number/{n}")] HttpRequest request,
            int n) => Results.Text($"{n}");

        [Function("Synchronous")]
        public int Synchronous([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request) =>
            request.Body.ReadByte();

        [Function("HalfAnswer")]
        public async Task HalfAnswer([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
        {
            request.HttpContext.Response.ContentLength = 10;
            await request.HttpContext.Response.WriteAsync("half");
            await request.HttpContext.Response.Body.FlushAsync();
            throw new InvalidOperationException("on purpose");
        }

        [Function("Count")]
        public async Task<string> Count([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
        {
            var (buffer, count) = (new byte[65536], 0);
            while (await request.Body.ReadAsync(buffer) is > 0 and var read)
                count += read;
            return $"{count}";
        }
    }
}
