using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Resources;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Colleges;

/// <summary>What was issued and ended works nowhere, and what was answered is what was written.</summary>
public sealed class RotationTests
{
    private static readonly CollegeId Leeds = CollegeId.Parse("utc-leeds");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_at_once_get_twenty_secrets()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        var secrets = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RotateAsync(app)));

        Assert.Equal(20, secrets.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(21, (await app.Get<CollegeTable>().FindAsync(Leeds, Cancellation))!.SecretVersion);
    }

    [Fact]
    public Task Rotates_the_feed_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "rotate a feed",
            app => app.JoinAsync("utc-leeds"),
            async app =>
            {
                // A caller who got no answer asks what the address is, and rotates where it is still the old one.
                var version = (await app.Get<CollegeTable>().FindAsync(Leeds, CancellationToken.None))!.FeedVersion;
                if (version == 1)
                    (await app.Manager.PostAsync("/api/colleges/utc-leeds/feed", null)).EnsureSuccessStatusCode();
            })
        {
            Ignore = ["Colleges.Salt"],
        },
        TestContext.Current.TestOutputHelper!.WriteLine);

    [Fact]
    public async Task What_ended_on_one_instance_ends_on_another_within_seconds_and_at_no_callers_cost()
    {
        await using var app = await AppUnderTest.StartAsync();
        var college = await CollegeSystem.JoinAsync(app);
        var (leaked, elsewhere) = (college.Secret, new CollegeTable(app.Storage, app.Get<CalendarSyncQueue>(), app.Time));
        using var warm = await college.PostAsync(CollegeSystem.Viewed("1"));

        // Twice, as one does with a leaked secret: through a table that this instance knows nothing of.
        await elsewhere.RotateAsync(Leeds, Cancellation);
        await elsewhere.RotateAsync(Leeds, Cancellation);
        app.Outgoing.Watch();
        using var atOnce = await college.PostAsync(CollegeSystem.Viewed("2"));
        var calls = app.Outgoing.Count;
        app.Time.Advance(TimeSpan.FromSeconds(6));
        using var beside = await college.PostAsync(CollegeSystem.Viewed("3"));
        await ReadBesideAsync(app, calls);
        using var after = await college.PostAsync(CollegeSystem.Viewed("4"));

        Assert.Equal((HttpStatusCode.Accepted, 1), (atOnce.StatusCode, calls));
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal(leaked, college.Secret);
    }

    [Fact]
    public async Task Accepting_costs_one_call_each_and_following_the_colleges_one_in_five_seconds()
    {
        await using var app = await AppUnderTest.StartAsync();
        var college = await CollegeSystem.JoinAsync(app);
        using var warm = await college.PostAsync(CollegeSystem.Viewed("warm"));

        app.Outgoing.Watch();
        for (var second = 0; second < 60; second++)
        {
            using var accepted = await college.PostAsync(CollegeSystem.Viewed($"{second}"));
            accepted.EnsureSuccessStatusCode();
            await ReadBesideAsync(app, second + (second / 6));
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var messages = app.Outgoing.Calls.Count(call => call.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal(60, messages);
        Assert.InRange(app.Outgoing.Count - messages, 1, 12);
    }

    [Fact]
    public async Task A_copy_that_could_not_be_renewed_is_not_believed_for_long()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        using var directory = new CollegeDirectory(app.Get<CollegeTable>(), app.Get<Keyring>(), app.Time);
        Assert.NotNull(await directory.FindAsync(Leeds, Cancellation));

        app.Time.Advance(TimeSpan.FromSeconds(16));
        app.Outgoing.Refuse();

        await Assert.ThrowsAnyAsync<Exception>(() => directory.FindAsync(Leeds, Cancellation).AsTask());
    }

    [Fact]
    public async Task Nothing_issued_before_a_college_left_works_when_it_is_back()
    {
        await using var app = await ResourceDriver.StartAsync();
        var college = await CollegeSystem.JoinAsync(app);
        var feed = await FeedAsync(app, HttpMethod.Get);
        var link = await app.LinkAsync(await app.PublishAsync(), "utc-leeds");

        using var left = await app.Manager.DeleteAsync("/api/colleges/utc-leeds", Cancellation);
        var again = await CollegeSystem.JoinAsync(app);
        using var oldSecret = await college.PostAsync(CollegeSystem.Viewed("1"));
        using var newSecret = await again.PostAsync(CollegeSystem.Viewed("1"));

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Accepted), (oldSecret.StatusCode, newSecret.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, feed.Url));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, link));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, (await FeedAsync(app, HttpMethod.Get)).Url));
    }

    [Fact]
    public async Task The_feed_has_an_address_of_its_own_to_show_and_to_end()
    {
        await using var app = await AppUnderTest.StartAsync();
        var joined = await app.JoinAsync("utc-leeds");
        var first = await FeedAsync(app, HttpMethod.Get);

        var second = await FeedAsync(app, HttpMethod.Post);

        Assert.Equal(joined.GetProperty("feedUrl").GetString(), first.Url);
        Assert.Equal(second, await FeedAsync(app, HttpMethod.Get));
        Assert.Equal("webcal" + second.Url["http".Length..], second.Webcal);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.OK),
            (await StatusAsync(app, first.Url), await StatusAsync(app, second.Url)));
        using var stranger = await app.As("head@utc-leeds.example.org", Functions.Http.Caller.CoordinatorRole)
            .GetAsync("/api/colleges/utc-leeds/feed", Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    [Fact]
    public async Task The_feed_answers_HEAD_as_it_would_GET()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("class", CalendarDriver.Masterclass());
        var url = (await FeedAsync(app, HttpMethod.Get)).Url;
        using var get = await app.Client.GetAsync(url, Cancellation);

        using var head = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), Cancellation);

        Assert.Equal(
            (HttpStatusCode.OK, get.Headers.ETag, get.Content.Headers.ContentLength),
            (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
    }

    // The copy is renewed beside the answer: once its reading has left, whoever asks shares it.
    private static async Task ReadBesideAsync(AppUnderTest app, int calls)
    {
        for (var look = 0; look < 100 && app.Outgoing.Count <= calls + 1; look++)
            await Task.Yield();
        await app.Get<CollegeDirectory>().AllAsync(Cancellation);
    }

    private static async Task<string> RotateAsync(AppUnderTest app)
    {
        using var response = await app.Manager.PostAsync("/api/colleges/utc-leeds/secret", null, Cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation))
            .GetProperty("webhookSecret")
            .GetString()!;
    }

    private static async Task<(string Url, string Webcal)> FeedAsync(AppUnderTest app, HttpMethod method)
    {
        using var response = await app.Manager.SendAsync(
            new HttpRequestMessage(method, "/api/colleges/utc-leeds/feed"), Cancellation);
        response.EnsureSuccessStatusCode();
        var address = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (address.GetProperty("feedUrl").GetString()!, address.GetProperty("webcalUrl").GetString()!);
    }

    private static async Task<HttpStatusCode> StatusAsync(AppUnderTest app, string url)
    {
        using var response = await app.Client.GetAsync(url, Cancellation);
        return response.StatusCode;
    }
}
