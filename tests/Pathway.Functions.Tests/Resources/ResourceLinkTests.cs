using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class ResourceLinkTests
{
    [Fact]
    public async Task Counts_a_link_once_a_minute_however_often_it_is_followed()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        var (link, other) = (await app.LinkAsync(id, "utc-leeds"), await app.LinkAsync(id, "utc-leeds", TimeSpan.FromDays(31)));

        await OpenAsync(app.Client, link, link, other);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await OpenAsync(app.Client, link);
        await app.DrainAsync();

        Assert.Equal(3, await app.UsesAsync("utc-leeds", id));
    }

    [Theory]
    [InlineData("{}", "/college", "/expires")]
    [InlineData("""{"college":"utc-nowhere","expires":"tomorrow"}""", "/college", "/expires")]
    [InlineData("""{"college":"utc-leeds","expires":"2027-01-01"}""", "/expires")]
    [InlineData("""{"college":"utc-leeds","expires":"2027-01-01T00:00:00"}""", "/expires")]
    [InlineData("""{"college":"utc-leeds","expires":"2001-01-01T00:00:00Z"}""", "/expires")]
    [InlineData("""{"college":"utc-leeds","expires":"9999-12-31T23:59:59-12:00"}""", "/expires")]
    public async Task Makes_no_link_without_a_college_and_a_time_everybody_reads_alike(
        string body, params string[] faulty)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = (await app.CreateAsync()).Text("id");
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        using var response = await app.Manager.PostAsync(
            $"/api/resources/{id}/links", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("errors")
            .EnumerateArray();
        Assert.Equal(faulty, errors.Select(fault => fault.Text("path")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Makes_a_link_to_a_time_with_an_offset()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = (await app.CreateAsync()).Text("id");

        using var response = await app.Manager.PostAsJsonAsync(
            $"/api/resources/{id}/links",
            new { college = "utc-leeds", expires = "2027-01-01T00:00:00+14:00" },
            TestContext.Current.CancellationToken);

        var url = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Text("url");
        Assert.True(LinkToken.TryRead(url[(url.IndexOf("?t=", StringComparison.Ordinal) + 3)..], out var token));
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 10, 0, 0, TimeSpan.Zero), token.Expires);
    }

    [Fact]
    public async Task Lets_nobody_in_without_a_link_that_holds_or_a_sign_in()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-york");
        var (id, other) = (await app.PublishAsync(), await app.PublishAsync(ResourceDriver.Definition("Other")));
        var (link, yorks) = (await app.LinkAsync(id, "utc-leeds", TimeSpan.FromHours(1)), await app.LinkAsync(id, "utc-york"));
        var token = link[link.IndexOf('?', StringComparison.Ordinal)..];

        Assert.Equal(HttpStatusCode.Unauthorized, await app.Client.StatusAsync($"/resources/{id}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.Client.StatusAsync($"/resources/{other}{token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.Client.StatusAsync(link[..^8] + "AAAAAAAA"));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.Manager.StatusAsync($"/resources/{id}?t="));

        using var revoked = await app.Manager.DeleteAsync(
            "/api/colleges/utc-leeds/links", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.Client.StatusAsync(link));
        Assert.Equal(HttpStatusCode.Redirect, await app.Client.StatusAsync(yorks));
        var renewed = await app.LinkAsync(id, "utc-leeds", TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Redirect, await app.Client.StatusAsync(renewed));

        app.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.Client.StatusAsync(renewed));
        using var left = await app.Manager.DeleteAsync("/api/colleges/utc-york", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.Client.StatusAsync(yorks));
    }

    [Fact]
    public async Task Counts_a_coordinator_for_their_college_a_manager_for_none_and_a_look_for_nothing()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        using var look = new HttpRequestMessage(HttpMethod.Head, await app.LinkAsync(id, "utc-leeds"));

        using var looked = await app.Client.SendAsync(look, TestContext.Current.CancellationToken);
        await OpenAsync(app.Manager, $"/resources/{id}");
        await app.DrainAsync();
        var before = await app.UsesAsync("utc-leeds", id);
        await OpenAsync(app.As("head@utc-leeds.example.org", Caller.CoordinatorRole), $"/resources/{id}");
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Redirect, looked.StatusCode);
        Assert.Equal((0, 1), (before, await app.UsesAsync("utc-leeds", id)));
    }

    [Fact]
    public async Task Opens_even_when_the_use_cannot_be_counted()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        var link = await app.LinkAsync(id, "utc-leeds");
        await app.Storage.Queue(names => names.Facts).DeleteAsync(TestContext.Current.CancellationToken);

        await OpenAsync(app.Client, link);

        Assert.Contains(
            app.Log.Lines,
            line => line.Contains("UseNotCounted", StringComparison.Ordinal) && line.Contains("utc-leeds", StringComparison.Ordinal));
    }

    private static async Task OpenAsync(HttpClient client, params string[] links)
    {
        foreach (var link in links)
            Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync(link));
    }
}
