using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Pathway.Functions.Calendars.Push;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class GraphNotificationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/graph/notifications")]
    [InlineData("/api/graph/lifecycle")]
    public async Task Echoes_the_decoded_validation_token_as_text(string path)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await app.Client.PostAsync(
            $"{path}?validationToken=Validation%3A%20a%2Bb%20%26%20%C3%A9", null, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Validation: a+b & é", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Asks_for_one_pull_for_a_burst()
    {
        await using var app = await AppUnderTest.StartAsync();
        var item = new { subscriptionId = "1", clientState = app.Get<ClientState>().Value, changeType = "updated" };

        for (var i = 0; i < 5; i++)
        {
            using var response = await app.Client.PostAsJsonAsync(
                "/api/graph/notifications", new { value = new[] { item, item } }, Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }

        Assert.Equal(1, await WaitingAsync(app));
    }

    [Theory]
    [InlineData("""{"value":[{"subscriptionId":"1","changeType":"updated"}]}""", 202)]
    [InlineData("""{"value":[{"clientState":"guess","changeType":"updated"}]}""", 202)]
    [InlineData("""{"value":[null, 3]}""", 202)]
    [InlineData("""{"value":3}""", 400)]
    [InlineData("nonsense", 400)]
    public async Task Does_nothing_for_a_stranger(string body, int status)
    {
        await using var app = await AppUnderTest.StartAsync();
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        using var response = await app.Client.PostAsync("/api/graph/notifications", content, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(0, await WaitingAsync(app));
    }

    [Fact]
    public async Task Asks_Graph_to_come_again_while_storage_is_gone_and_the_timer_finds_the_change()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        var started = TimeProvider.System.GetTimestamp();
        app.Outgoing.Break(1, Fault.Died);
        var body = new { value = new[] { new { clientState = app.Get<ClientState>().Value } } };

        using var response = await app.Client.PostAsJsonAsync("/api/graph/notifications", body, Cancellation);
        app.Outgoing.Watch();
        await app.OutlookAsync("remove", new { eventId = (await app.EventsAsync())[0].GetProperty("id").GetString() });
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.True((await app.FindAsync("hospital-ai"))!.IsCancelled);
    }

    [Theory]
    [InlineData("/api/graph/notifications")]
    [InlineData("/api/graph/lifecycle")]
    public async Task Warns_once_however_many_items_a_stranger_sends(string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        using var content = new StringContent(
            $"{{\"value\":[{string.Join(',', Enumerable.Repeat("{}", 1_300_000))}]}}",
            new MediaTypeHeaderValue("application/json"));

        using var response = await app.Client.PostAsync(path, content, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Single(app.Log.Lines, line => line.Contains("agreed with Graph", StringComparison.Ordinal));
        Assert.Equal(0, await WaitingAsync(app));
    }

    [Theory]
    [InlineData("/api/graph/notifications")]
    [InlineData("/api/graph/lifecycle")]
    public async Task Answers_what_is_no_text_without_an_error(string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        byte[][] bodies =
        [
            Encoding.UTF8.GetBytes("""{"value":[{"clientState":"\ud800","lifecycleEvent":"\udfff"}]}"""),
            Encoding.UTF8.GetBytes("""{"\ud800":1,"value":[{"\ud800":1}]}"""),
            [.. "{\"value\":[{\"clientState\":\""u8, 0xff, 0xfe, .. "\"}]}"u8],
            [.. "{\""u8, 0xc0, .. "\":1}"u8],
            [0xff],
        ];

        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            using var response = await app.Client.PostAsync(path, content, Cancellation);
            Assert.Contains((int)response.StatusCode, new[] { 202, 400 });
        }
    }

    [Theory]
    [InlineData("Content-Length: 500\r\n\r\n{\"value\":[")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n{}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}")]
    public async Task Answers_a_cut_body_without_an_error(string rest)
    {
        await using var app = await AppUnderTest.StartAsync();
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync("localhost", app.Host.Address.Port, Cancellation);
        var stream = socket.GetStream();

        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/graph/notifications HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n{rest}"),
            Cancellation);
        socket.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Cancellation);

        Assert.DoesNotContain(" 500 ", answer, StringComparison.Ordinal);
    }

    private static async Task<int> WaitingAsync(AppUnderTest app) =>
        (await app.Storage.Queue(names => names.CalendarPull).GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount;
}
