using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Activities;

public sealed class ManageActivityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_what_can_be_sent_back_unchanged()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.CreateAsync(ResourceDriver.Definition("Slides"));
        using var created = await app.PutAsync("ward", CalendarDriver.Masterclass(body =>
        {
            (body["kind"], body["audience"], body["resources"]) = ("project", new[] { "utc-leeds" }, new[] { "slides" });
            body["milestones"] = new object[] { new { title = "Briefing", at = "2026-12-04" }, new { title = "Deadline", at = "2027-05-01T17:00:00+01:00" } };
            body["aliases"] = new[] { "https://moodle.utc-leeds.example.org/mod/assign/view.php?id=7" };
        }));

        var read = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/ward", Cancellation);
        using var again = await app.PutAsync("ward", read);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, again.StatusCode));
        Assert.Equal(created.Headers.ETag, again.Headers.ETag);
        Assert.Equal("2026-12-02T10:00:00Z", read.GetProperty("start").GetString());
        Assert.Equal(
            ["2026-12-04", "2027-05-01T17:00:00+01:00"],
            read.GetProperty("milestones").EnumerateArray().Select(milestone => milestone.GetProperty("at").GetString()));
        Assert.Equal("planned", read.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("2027-03-28T01:30:00", "/start", "skip")]
    [InlineData("2026-10-25T01:30:00Z", "/start", "twice")]
    [InlineData("next Tuesday", "/start", "2026-12-02T10:00:00")]
    [InlineData("2026-12-09", "/start", "day without a time")]
    [InlineData(null, "/start", "required")]
    [InlineData("1999-12-31T10:00:00", "/start", "2000")]
    [InlineData("0001-01-01T00:00:00+12:00", "/start", "2000")]
    public async Task Refuses_a_start_that_the_clock_does_not_show(string? start, string path, string reason)
    {
        await using var app = await AppUnderTest.StartAsync();

        var fault = await FaultAsync(
            app, CalendarDriver.Masterclass(body => (body["start"], body["end"]) = (start, "2027-06-01T10:00:00")));

        Assert.Equal(path, fault.GetProperty("path").GetString());
        Assert.Contains(reason, fault.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9999-12-31T22:00:00")]
    [InlineData("9999-12-31T23:00:00-12:00")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2036-11-26T10:00:00")]
    public async Task Refuses_dates_further_ahead_than_ten_years(string at)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await app.Manager.PutAsJsonAsync(
            "/api/activities/class",
            CalendarDriver.Masterclass(body =>
            {
                (body["kind"], body["start"], body["end"]) = ("project", at, at);
                body["milestones"] = new[] { new { title = "Final", at }, new { title = "Party", at = at[..10] } };
            }),
            Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["/end", "/milestones/0/at", "/milestones/1/at", "/start"],
            (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2026-10-25T01:30:00", "2026-10-25T01:30:00+01:00")]
    [InlineData("2027-06-01T09:00:00Z", "2027-06-01T10:00:00+01:00")]
    [InlineData("2027-06-01T10:00:00+02:00", "2027-06-01T09:00:00+01:00")]
    [InlineData("2027-06-01T10:00", "2027-06-01T10:00:00+01:00")]
    public async Task Keeps_the_wall_clock_of_the_zone(string start, string kept)
    {
        await using var app = await AppUnderTest.StartAsync();
        using var put = await app.PutAsync(
            "class", CalendarDriver.Masterclass(body => (body["start"], body["end"]) = (start, "2027-06-01T12:00:00")));

        Assert.Equal(
            kept, (await put.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("start").GetString());
    }

    [Fact]
    public async Task Names_every_faulty_field()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await app.Manager.PutAsJsonAsync(
            "/api/activities/class",
            CalendarDriver.Masterclass(body =>
            {
                (body["id"], body["kind"], body["title"], body["timeZone"]) = ("other", "seminar", " ", "Europe/Leeds");
                (body["audience"], body["resources"], body["aliases"]) = (new[] { "utc-nowhere" }, new[] { "No Slug" }, new[] { "not an address", "https://bob:secret@moodle.example.org/7" });
                body["milestones"] = new[] { new { title = "", at = "soon" } };
                body["description"] = new string('x', 20_001);
            }),
            Cancellation);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["/aliases/0", "/aliases/1", "/audience/0", "/description", "/id", "/kind", "/milestones/0/at", "/milestones/0/title", "/resources/0", "/timeZone", "/title"],
            problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()).Order(StringComparer.Ordinal));
        Assert.False(problem.GetProperty("errors")[0].TryGetProperty("line", out _));
    }

    [Fact]
    public async Task Invites_no_college_that_left_but_lets_what_it_was_invited_to_be_edited()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("class", CalendarDriver.Masterclass(body => body["audience"] = new[] { "utc-leeds" }));
        using var left = await app.Manager.DeleteAsync("/api/colleges/utc-leeds", Cancellation);

        var fault = await FaultAsync(
            app, CalendarDriver.Masterclass(body => body["audience"] = new[] { "utc-leeds" }), "other");
        using var edited = await app.PutAsync(
            "class",
            CalendarDriver.Masterclass(body => (body["audience"], body["title"]) = (new[] { "utc-leeds" }, "Still for Leeds")));

        Assert.Equal(
            ("/audience/0", "has left the programme."),
            (fault.GetProperty("path").GetString(), fault.GetProperty("reason").GetString()));
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
    }

    [Fact]
    public async Task Changes_and_cancels_only_the_version_the_caller_saw()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var created = await app.PutAsync("class", CalendarDriver.Masterclass());
        var first = created.Headers.ETag!;

        using var moved = await SendAsync(
            app, HttpMethod.Put, first, CalendarDriver.Masterclass(body => body["title"] = "Moved"));
        using var stale = await SendAsync(
            app, HttpMethod.Put, first, CalendarDriver.Masterclass(body => body["title"] = "Moved again"));
        using var staleDelete = await SendAsync(app, HttpMethod.Delete, first, null);
        using var deleted = await SendAsync(app, HttpMethod.Delete, moved.Headers.ETag!, null);
        using var again = await app.Manager.DeleteAsync("/api/activities/class", Cancellation);
        using var unknown = await app.Manager.DeleteAsync("/api/activities/nothing", Cancellation);

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed, HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            new[] { moved, stale, staleDelete, deleted, again, unknown }.Select(response => response.StatusCode));
        Assert.Equal(
            "cancelled",
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/class", Cancellation)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Shows_a_coordinator_what_is_for_their_college()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-york");
        await app.PutOnceAsync("for-all", CalendarDriver.Masterclass());
        await app.PutOnceAsync("for-york", CalendarDriver.Masterclass(body => body["audience"] = new[] { "utc-york" }));
        var coordinator = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);

        var list = await coordinator.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation);
        using var other = await coordinator.GetAsync("/api/activities/for-york", Cancellation);
        using var write = await coordinator.PutAsJsonAsync(
            "/api/activities/for-all", CalendarDriver.Masterclass(), Cancellation);
        using var nobody = await app.Client.GetAsync("/api/activities", Cancellation);

        Assert.Equal(
            ["for-all"],
            list.GetProperty("items").EnumerateArray().Select(activity => activity.GetProperty("id").GetString()));
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized),
            (other.StatusCode, write.StatusCode, nobody.StatusCode));
    }

    private static async Task<JsonElement> FaultAsync(AppUnderTest app, object body, string id = "class")
    {
        using var response = await app.Manager.PutAsJsonAsync($"/api/activities/{id}", body, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return Assert.Single(
            (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateArray());
    }

    private static Task<HttpResponseMessage> SendAsync(
        AppUnderTest app, HttpMethod method, EntityTagHeaderValue version, object? body)
    {
        var request = new HttpRequestMessage(
            method, "/api/activities/class")
        { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.IfMatch.Add(version);
        return app.Manager.SendAsync(request, Cancellation);
    }
}
