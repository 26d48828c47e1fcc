using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Worker;

public sealed class WorkerHttpTests(TestWorker worker) : IClassFixture<TestWorker>
{
    private const int Video = 25 * 1024 * 1024;
    private const int Limit = 30_000_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/feeds/utc-northgate.ics", "feed of utc-northgate")]
    [InlineData("/files/week-7/slides/heart%20rate.md", "slides/heart rate.md in week-7")]
    public async Task Gives_a_function_the_values_of_its_route(string path, string answer)
        => Assert.Equal(answer, await worker.Client.GetStringAsync(path, Cancellation));

    [Fact]
    public async Task Brings_request_and_answer_through_as_they_are()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Patch, "/head/a%2Fb?q=c%2Fd&q=%20")
        { Headers = { { "x-sent", "seen" } } };

        using var response = await worker.Client.SendAsync(request, Cancellation);

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal(
            $"PATCH {worker.Host.Address.GetLeftPart(UriPartial.Authority)}/head/a%2Fb?q=c%2Fd&q=%20",
            await response.TextAsync());
        Assert.Equal(["seen"], response.Headers.GetValues("x-seen"));
        Assert.Equal(["one=1", "two=2"], response.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task Leaves_a_redirect_to_the_caller()
    {
        using var response = await worker.Client.GetAsync("/move", Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/feeds/elsewhere.ics", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Refuses_in_the_host_what_never_reaches_a_function()
    {
        using var noKey = await worker.Client.GetAsync("/guarded", Cancellation);
        using var wrongVerb = await worker.Client.DeleteAsync("/move", Cancellation);
        using var nowhere = await worker.Client.GetAsync("/nowhere", Cancellation);

        Assert.Equal((HttpStatusCode.Unauthorized, ""), (noKey.StatusCode, await noKey.TextAsync()));
        Assert.Equal((HttpStatusCode.NotFound, ""), (wrongVerb.StatusCode, await wrongVerb.TextAsync()));
        Assert.Equal((HttpStatusCode.NotFound, ""), (nowhere.StatusCode, await nowhere.TextAsync()));
        Assert.Equal("open", await worker.Client.GetStringAsync("/guarded?code=local", Cancellation));
    }

    [Fact]
    public async Task Streams_25_MB_to_a_function_that_reads_before_all_of_it_is_sent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/count")
        {
            Headers = { { "x-sent", "the first piece" } },
            Content = new HeldContent(Video, () => worker.Log.WhenAsync("reading the first piece", Cancellation)),
        };

        using var response = await worker.Client.SendAsync(request, Cancellation);

        Assert.Equal($"{Video}", await response.TextAsync());
    }

    [Fact]
    public async Task Streams_an_answer_that_is_not_finished_yet()
    {
        using var response = await worker.Client.GetAsync(
            "/halves", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        Assert.Equal("one half", await reader.ReadLineAsync(Cancellation));
        using var goOn = await worker.Client.PostAsync("/go-on", null, Cancellation);
        Assert.Equal("the other half", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task Streams_25_MB_from_a_function()
    {
        using var response = await worker.Client.GetAsync(
            $"/stream/{Video}", HttpCompletionOption.ResponseHeadersRead, Cancellation);

        Assert.Equal(Video, (await response.Content.ReadAsByteArrayAsync(Cancellation)).Length);
    }

    [Fact]
    public async Task Fails_a_function_that_reads_more_than_the_worker_takes_and_not_one_that_reads_as_much()
    {
        using var most = await worker.Client.PostAsync("/count", new ByteArrayContent(new byte[Limit]), Cancellation);
        Assert.Equal($"{Limit}", await most.TextAsync());

        // Over and over on one connection: what is left of a body must be read past, or the connection is cut.
        for (var round = 0; round < 20; round++)
        {
            using var more = await worker.Client.PostAsync(
                "/count", new ByteArrayContent(new byte[Limit + 1]), Cancellation);
            Assert.Equal((HttpStatusCode.InternalServerError, ""), (more.StatusCode, await more.TextAsync()));
        }
    }

    [Fact]
    public async Task Answers_a_caller_that_waits_with_the_rest_of_a_body_that_nobody_reads()
    {
        var answer = await AnswerAsync($"Content-Length: {Limit + 1}\r\n\r\nonly this");

        Assert.StartsWith("HTTP/1.1 500 ", answer, StringComparison.Ordinal);
    }

    // Many at once: the function fails of such a body too, and of a busy machine may be the first to say so.
    [Theory]
    [InlineData("ZZ")]
    [InlineData("ffffffffff")]
    public async Task Answers_a_body_that_is_framed_as_none_may_be_with_400(string chunkSize)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AnswerAsync(
            $"Transfer-Encoding: chunked\r\n\r\n{chunkSize}\r\nhalf\r\n0\r\n\r\n")));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_a_function_that_throws_with_an_empty_500_and_logs_what_it_threw()
    {
        using var response = await worker.Client.GetAsync("/throw", Cancellation);

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.TextAsync()));
        Assert.Contains(
            worker.Log.From(LogLevel.Error),
            line => line.Contains("Function.Throw", StringComparison.Ordinal)
                && line.Contains("System.InvalidOperationException: thrown on purpose", StringComparison.Ordinal)
                && line.Contains("HttpFunctions.Throw(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Breaks_off_an_answer_whose_function_throws_half_way()
        =>
            await Assert.ThrowsAsync<HttpRequestException>(
                () => worker.Client.GetStringAsync("/throw-late", Cancellation));

    [Fact]
    public async Task Cancels_the_function_of_a_caller_that_goes_away()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var call = worker.Client.GetAsync("/wait/somebody", patience.Token);
        await worker.Log.WhenAsync("waiting somebody", Cancellation);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Contains(
            "[function Wait]",
            await worker.Log.WhenAsync("cancelled somebody", Cancellation),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Joins_the_caller_s_trace()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/trace")
        { Headers = { { "traceparent", $"00-{Trace}-b7ad6b7169203331-01" } } };

        using var response = await worker.Client.SendAsync(request, Cancellation);

        var traces = (await response.TextAsync()).Split(' ');
        Assert.StartsWith($"00-{Trace}-", traces[1], StringComparison.Ordinal);
        Assert.StartsWith($"00-{Trace}-", traces[2], StringComparison.Ordinal);
    }

    private async Task<string?> AnswerAsync(string framed)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(worker.Host.Address.Host, worker.Host.Address.Port, Cancellation);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /count HTTP/1.1\r\nHost: localhost\r\n{framed}"), Cancellation);

        using var answer = new StreamReader(stream);
        return await answer.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
    }
}
