using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Graph;
using Pathway.GraphSimulator;
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

    [Fact]
    public async Task Subscribes_renews_and_makes_anew_what_was_taken_away()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);
        var first = await app.Get<SubscriptionStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation);
        await app.Host.InvokeAsync("RenewSubscriptions", cancellationToken: Cancellation);
        var young = await app.Get<SubscriptionStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation);
        app.Time.Advance(TimeSpan.FromDays(5));
        await app.Host.InvokeAsync("RenewSubscriptions", cancellationToken: Cancellation);
        var renewed = await app.Get<SubscriptionStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation);
        app.Time.Advance(TimeSpan.FromDays(9));
        await app.Host.InvokeAsync("RenewSubscriptions", cancellationToken: Cancellation);
        var anew = await app.Get<SubscriptionStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation);

        Assert.NotNull(first.Id);
        Assert.Equal(first, young);
        Assert.Equal(first.Id, renewed.Id);
        Assert.Equal(first.ExpiresAt + TimeSpan.FromDays(5), renewed.ExpiresAt);
        Assert.NotEqual(first.Id, anew.Id);
        var create = app.Graph.Requests.First(request => request.Method == "POST");
        Assert.Equal("users/pathway@digital-health.example.org/events", create.Body!["resource"]!.GetValue<string>());
        Assert.EndsWith(
            "/api/graph/lifecycle",
            create.Body["lifecycleNotificationUrl"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaces_a_subscription_that_leads_elsewhere_or_was_made_with_another_word()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes { DuplicateSubscriptions = true, LargestPage = 1 };
        using var graph = new HttpClient { BaseAddress = app.Graph.Address };
        graph.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local");
        using var other = await graph.PostAsJsonAsync("/v1.0/subscriptions", new
        {
            changeType = "updated,created,deleted",
            resource = "/users/pathway@digital-health.example.org/events",
            notificationUrl = new Uri(app.Host.Address, "/api/graph/lifecycle"),
            expirationDateTime = app.Time.GetUtcNow().AddDays(1),
        }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);

        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);
        var first = await app.Get<SubscriptionStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation);
        await app.Get<SubscriptionStore>().SaveAsync(
            app.Get<Mailboxes>().First, first with { Terms = "those of another root key" }, Cancellation);
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);
        var second = await app.Get<SubscriptionStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation);
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);

        var alive = (await graph.GetFromJsonAsync<JsonElement>("/v1.0/subscriptions", Cancellation))
            .GetProperty("value")
            .EnumerateArray()
            .Select(item => item.GetProperty("id").GetString());
        Assert.Null(first.Fault);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal([second.Id], alive);
        Assert.Equal(
            3,
            app.Graph.Requests.Count(request => request.Method == "POST" && request.Path.EndsWith("/subscriptions", StringComparison.Ordinal)));
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

    [Theory]
    [InlineData("reauthorizationRequired", "PATCH")]
    [InlineData("subscriptionRemoved", "GET")]
    [InlineData("missed", "GET")]
    public async Task Handles_each_lifecycle_event_in_its_own_way(string kind, string method)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);
        var requests = app.Graph.Requests.Count;
        var body = new { value = new[] { new { clientState = app.Get<ClientState>().Value, lifecycleEvent = kind } } };

        using var response = await app.Client.PostAsJsonAsync("/api/graph/lifecycle", body, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await app.Host.InvokeAsync("PullCalendar", await TakeAsync(app), Cancellation);

        var asked = app.Graph.Requests.Skip(requests).ToList();
        Assert.Equal(method, asked[0].Method);
        Assert.Equal(kind != "missed", asked[0].Path.Contains("/subscriptions", StringComparison.Ordinal));
        Assert.Equal(
            kind != "reauthorizationRequired",
            asked[^1].Path.EndsWith("delta()", StringComparison.Ordinal) || asked[^1].Path.EndsWith("delta", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hears_of_a_change_from_Graph_itself()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);

        await app.OutlookAsync("remove", new { eventId = (await app.EventsAsync())[0].GetProperty("id").GetString() });
        Assert.Equal("changes", await TakeAsync(app));
    }

    [Fact]
    public async Task Tells_in_health_when_the_calendar_was_last_followed()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);
        var fresh = await HealthAsync(app, "calendar");
        app.Time.Advance(TimeSpan.FromMinutes(40));
        var stale = await HealthAsync(app, "calendar");
        var subscription = await HealthAsync(app, "subscription");

        Assert.Equal("ok", fresh.GetProperty("status").GetString());
        Assert.Equal("degraded", stale.GetProperty("status").GetString());
        Assert.Contains("40 minutes", stale.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("ok", subscription.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Tells_in_health_that_Graph_does_not_answer()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes { ServerErrorPercent = 100, RetryAfterSeconds = 0 };

        await Assert.ThrowsAnyAsync<Exception>(
            () => app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation));

        Assert.Contains(
            "cannot be followed",
            (await HealthAsync(app, "calendar")).GetProperty("detail").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("degraded", (await HealthAsync(app, "subscription")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Tells_in_health_of_cancellations_that_wait_for_a_person()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        for (var number = 1; number <= 3; number++)
            await app.PlanAsync($"class-{number}", CalendarDriver.Masterclass());
        foreach (var item in await app.EventsAsync())
            await app.OutlookAsync("remove", new { eventId = item.GetProperty("id").GetString() });

        await app.Get<Reconciliation>().RunAsync(Cancellation);

        var health = await HealthAsync(app, "calendar");
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.StartsWith("3 activities", health.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> HealthAsync(AppUnderTest app, string name) =>
        (await app.Client.GetFromJsonAsync<JsonElement>("/api/health", Cancellation))
            .GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == name);

    private static async Task<int> WaitingAsync(AppUnderTest app) =>
        (await app.Storage.Queue(names => names.CalendarPull).GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount;

    /// <summary>The message that asks for a pull, as soon as it shows.</summary>
    internal static async Task<string> TakeAsync(AppUnderTest app)
    {
        while (true)
        {
            var message = (await app.Storage.Queue(names => names.CalendarPull).ReceiveMessageAsync(cancellationToken: Cancellation)).Value;
            if (message is not null)
                return message.Body.ToString();
        }
    }
}
