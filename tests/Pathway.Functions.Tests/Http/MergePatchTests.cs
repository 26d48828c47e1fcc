using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Http;

/// <summary>PATCH of activities and colleges, as RFC 7396 has it.</summary>
public sealed class MergePatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_what_is_named_and_leaves_the_rest()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var before = await app.Manager.GetFromJsonAsync<JsonElement>("/api/colleges/utc-leeds", Cancellation);

        using var answer = await PatchAsync(app, "/api/colleges/utc-leeds", """{"name":"UTC Leeds","learners":{"12":140,"13":96}}""");
        using var second = await PatchAsync(app, "/api/colleges/utc-leeds", """{"learners":{"13":null}}""");

        var after = await second.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.StatusCode, second.StatusCode));
        Assert.Equal("UTC Leeds", after.GetProperty("name").GetString());
        Assert.Equal("""{"12":140}""", after.GetProperty("learners").GetRawText());
        Assert.Equal(before.GetProperty("audience").GetRawText(), after.GetProperty("audience").GetRawText());
        Assert.Equal(before.GetProperty("contacts").GetRawText(), after.GetProperty("contacts").GetRawText());
        Assert.False(after.TryGetProperty("webhookSecret", out _));
    }

    [Fact]
    public async Task Replaces_a_list_as_a_whole_and_takes_away_what_is_null()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        using var created = await app.PutAsync("genomics", CalendarDriver.Masterclass(body =>
            (body["audience"], body["purpose"], body["outcomes"]) = (new[] { "utc-leeds" }, "See a laboratory at work", new[] { "Read a sequence", "Name three jobs" })));

        using var answer = await PatchAsync(app, "/api/activities/genomics", """{"outcomes":["Name four jobs"],"purpose":null}""");

        var activity = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""["Name four jobs"]""", activity.GetProperty("outcomes").GetRawText());
        Assert.Equal("", activity.GetProperty("purpose").GetString());
        Assert.Equal("""["utc-leeds"]""", activity.GetProperty("audience").GetRawText());
        Assert.NotEqual(created.Headers.ETag, answer.Headers.ETag);
    }

    [Fact]
    public async Task Is_for_the_version_that_if_match_names()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var created = await app.PutAsync("genomics", CalendarDriver.Masterclass());

        using var first = await PatchAsync(app, "/api/activities/genomics", """{"title":"One"}""", created.Headers.ETag);
        using var late = await PatchAsync(app, "/api/activities/genomics", """{"title":"Two"}""", created.Headers.ETag);
        using var same = await PatchAsync(app, "/api/activities/genomics", """{"title":"One"}""", first.Headers.ETag);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.OK),
            (first.StatusCode, late.StatusCode, same.StatusCode));
        Assert.Equal(first.Headers.ETag, same.Headers.ETag);
    }

    /// <summary>A term's changes come from several people at once: each keeps what the others did.</summary>
    [Fact]
    public async Task Keeps_what_others_change_at_the_same_time()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        string[] patches = ["""{"name":"UTC Leeds"}""", """{"eventsPerMinute":700}""", """{"learners":{"12":140}}""", """{"allowedOrigins":["mis.example.org"]}"""];

        var answers = await Task.WhenAll(patches.Select(patch => PatchAsync(app, "/api/colleges/utc-leeds", patch)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var college = await app.Manager.GetFromJsonAsync<JsonElement>("/api/colleges/utc-leeds", Cancellation);
        Assert.Equal(
            ("UTC Leeds", 700, 140, "mis.example.org"),
            (college.GetProperty("name").GetString(), college.GetProperty("eventsPerMinute").GetInt32(), college.GetProperty("learners").GetProperty("12").GetInt32(), college.GetProperty("allowedOrigins")[0].GetString()));
    }

    [Theory]
    [InlineData("activities/genomics", """{"titel":"x"}""", "/titel")]
    [InlineData("activities/genomics", """{"title":null}""", "/title")]
    [InlineData("activities/genomics", """{"title":"x","title":"y"}""", "/title")]
    [InlineData("activities/genomics", """{"outcomes":["", "x"]}""", "/outcomes/0")]
    [InlineData("activities/genomics", """{"state":"cancelled"}""", "/state")]
    [InlineData("activities/genomics", """{"id":"other"}""", "/id")]
    [InlineData("activities/genomics", """[{"title":"x"}]""", "")]
    [InlineData("colleges/utc-leeds", """{"contacts":"head@example.org"}""", "/contacts")]
    [InlineData("colleges/utc-leeds", """{"learners":{"12":0}}""", "/learners/12")]
    [InlineData("colleges/utc-leeds", """{"learners":{"sixth form":10}}""", "/learners")]
    [InlineData("colleges/utc-leeds", """{"webhookSecret":"x"}""", "/webhookSecret")]
    public async Task Names_what_is_wrong_and_changes_nothing(string thing, string patch, string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        (await app.PutAsync("genomics", CalendarDriver.Masterclass())).Dispose();
        var before = await app.Manager.GetStringAsync($"/api/{thing}", Cancellation);

        using var answer = await PatchAsync(app, $"/api/{thing}", patch);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            path,
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Equal(before, await app.Manager.GetStringAsync($"/api/{thing}", Cancellation));
    }

    [Fact]
    public async Task Is_for_the_manager_and_for_what_is_there()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        (await app.PutAsync("genomics", CalendarDriver.Masterclass())).Dispose();
        (await app.Manager.DeleteAsync("/api/activities/genomics", Cancellation)).Dispose();

        var coordinator = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(coordinator, "/api/colleges/utc-leeds"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Client, "/api/colleges/utc-leeds"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app.Manager, "/api/colleges/utc-hull"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app.Manager, "/api/activities/nothing"));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(app.Manager, "/api/activities/genomics"));
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            await StatusAsync(app.Manager, "/api/activities/genomics", "text/plain"));
    }

    [Fact]
    public Task Changes_once_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "patch a college and an activity",
            async app =>
            {
                await app.JoinAsync("utc-leeds");
                (await app.PutAsync("genomics", CalendarDriver.Masterclass())).Dispose();
                await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
            },
            async app =>
            {
                (await PatchAsync(app, "/api/colleges/utc-leeds", """{"name":"UTC Leeds","audience":["new@utc-leeds.example.org"]}""")).EnsureSuccessStatusCode();
                (await PatchAsync(app, "/api/activities/genomics", """{"title":"Genomics twice"}""")).EnsureSuccessStatusCode();

                // What becomes of the messages is the sweep's business: the rows are marked.
                await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
            }),
        TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task<HttpStatusCode> StatusAsync(
        HttpClient caller, string address, string type = MergePatch.MediaType)
    {
        using var content = new StringContent("{}", new MediaTypeHeaderValue(type));
        using var response = await caller.PatchAsync(address, content, Cancellation);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> PatchAsync(
        AppUnderTest app, string address, string patch, EntityTagHeaderValue? version = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Patch,
            address)
        { Content = new StringContent(patch, new MediaTypeHeaderValue(MergePatch.MediaType)) };
        if (version is not null)
            request.Headers.IfMatch.Add(version);
        return await app.Manager.SendAsync(request);
    }
}
