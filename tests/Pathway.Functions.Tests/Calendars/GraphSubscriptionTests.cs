using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Graph;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class GraphSubscriptionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        await app.Host.InvokeAsync("PullCalendar", await app.TakePullAsync(), Cancellation);

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
        Assert.Equal("changes", await app.TakePullAsync());
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
}
