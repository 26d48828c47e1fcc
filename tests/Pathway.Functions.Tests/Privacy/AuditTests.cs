using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Http;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Pages;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

public sealed class AuditTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_told_with_who_what_when_before_and_after_and_no_address()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        (await app.Manager.PatchAsJsonAsync(
            "/api/colleges/utc-leeds",
            new { name = "UTC Leeds", audience = new[] { "head@utc-leeds.example.org" }, eventsPerMinute = 900 },
            Cancellation)).EnsureSuccessStatusCode();

        var line = (await LinesAsync(app.Manager))[0];

        Assert.Equal(
            ("PATCH /api/colleges/utc-leeds", "utc-leeds", "done", "manager@digital-health.example.org", "manager"),
            (Text(line, "what"), Text(line, "college"), Text(line, "outcome"), Text(line, "by"), Text(line, "role")));
        Assert.Equal(app.Time.GetUtcNow(), line.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(
            [
                "college utc-leeds audience: 2 with an address -> 1 with an address",
                "college utc-leeds eventsPerMinute:  -> 900",
                "college utc-leeds name: UTC-LEEDS -> UTC Leeds",
            ],
            Changes(line));
    }

    [Fact]
    public async Task Neither_a_secret_nor_a_learner_nor_what_a_caller_made_up_is_in_it()
    {
        await using var app = await LearnerScene.StartAsync();
        using var rotated = await app.Manager.PostAsync("/api/colleges/utc-leeds/secret", null, Cancellation);
        var secrets = await rotated.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);
        using var madeUp = await app.Manager.PutAsJsonAsync(
            "/api/colleges/jo@utc-leeds.example.org", new { name = "x" }, Cancellation);

        var rows = await RowsAsync(app);
        var lines = await LinesAsync(app.Manager);

        Assert.Equal(
            ["PUT /api/colleges/… refused 400", "POST /api/learners/erase done", "POST /api/colleges/utc-leeds/secret done"],
            lines.Take(3).Select(line => $"{Text(line, "what")} {Text(line, "outcome")}"));
        Assert.Equal("utc-leeds", Text(lines[1], "college"));
        Assert.Equal(["a learner aliases: 2 -> ", $"a learner facts: {LearnerScene.FactsOfJo} -> "], Changes(lines[1]));
        Assert.Equal(["college utc-leeds secretVersion: 1 -> 2"], Changes(lines[2]));
        foreach (var secret in new[] { "webhookSecret", "xapiPassword" })
            Assert.DoesNotContain(secrets.GetProperty(secret).GetString()!, rows, StringComparison.Ordinal);
        Assert.DoesNotContain("jo@", rows, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_coordinator_reads_their_own_colleges_part()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-hull");
        await app.PlanAsync(
            "stroke-day",
            CalendarDriver.Masterclass(body => (body["start"], body["end"]) = ("2026-11-18T10:00:00", "2026-11-18T11:00:00")));
        var head = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);
        using var sheet = new StringContent(
            "activity,learner,minutes\nstroke-day,1,45\n", System.Text.Encoding.UTF8, "text/csv");
        (await head.PostAsync("/api/colleges/utc-leeds/attendance", sheet, Cancellation)).EnsureSuccessStatusCode();

        var own = await LinesAsync(head);
        using var other = await head.GetAsync("/api/audit?college=utc-hull", Cancellation);
        using var nobody = await app.As("x@elsewhere.example.org", Caller.CoordinatorRole)
            .GetAsync("/api/audit", Cancellation);
        var hull = await LinesAsync(app.Manager, "?college=utc-hull");

        Assert.Equal(
            ["POST /api/colleges/utc-leeds/attendance by head@utc-leeds.example.org", "PUT /api/colleges/utc-leeds by manager@digital-health.example.org"],
            own.Select(line => $"{Text(line, "what")} by {Text(line, "by")}"));
        Assert.Equal((403, 403), ((int)other.StatusCode, (int)nobody.StatusCode));
        Assert.Equal(["PUT /api/colleges/utc-hull"], hull.Select(line => Text(line, "what")));
    }

    [Fact]
    public async Task A_refusal_changes_nothing_and_a_look_is_no_change()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        using var stale = new HttpRequestMessage(
            HttpMethod.Put, "/api/colleges/utc-leeds")
        { Content = JsonContent.Create(new { name = "Late" }) };
        stale.Headers.TryAddWithoutValidation("If-Match", "\"7\"");
        using var refused = await app.Manager.SendAsync(stale, Cancellation);
        using var look = await app.Manager.PostAsync(
            "/api/activities/import?dryRun=true",
            new StringContent(
                "kind,title,start,end\nmasterclass,One,2026-12-09 10:00,2026-12-09 11:00\n",
                System.Text.Encoding.UTF8,
                "text/csv"),
            Cancellation);
        using var stranger = await app.Client.DeleteAsync("/api/colleges/utc-leeds", Cancellation);

        var lines = await LinesAsync(app.Manager);

        Assert.Equal((412, 200, 401), ((int)refused.StatusCode, (int)look.StatusCode, (int)stranger.StatusCode));
        Assert.Equal(["refused 412", "done"], lines.Select(line => Text(line, "outcome")));
        Assert.Empty(Changes(lines[0]));
    }

    /// <summary>A step that the form does not have, a dry run that the call does not know, a name that means a look elsewhere.</summary>
    [Fact]
    public async Task No_change_passes_for_a_look()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var token = await PageClient.TokenAsync(app.Manager, "/colleges/utc-leeds");
        await PageClient.SendAsync(app.Manager, "/colleges/utc-leeds/secret", token, ("step", "check"));
        await app.PutOnceAsync("preview", CalendarDriver.Masterclass());
        using var called = await app.Manager.DeleteAsync("/api/activities/preview", Cancellation);

        var told = (await LinesAsync(app.Manager)).Select(line => Text(line, "what")).ToList();
        using var rolled = await app.Manager.PostAsync("/api/colleges/utc-leeds/secret?dryRun=true", null, Cancellation);
        using var left = await app.Manager.DeleteAsync("/api/colleges/utc-leeds?dryRun=true", Cancellation);

        Assert.Equal(
            ["DELETE /api/activities/preview", "PUT /api/activities/preview", "POST /colleges/utc-leeds/secret"], told.Take(3));
        Assert.Equal((400, 400), ((int)rolled.StatusCode, (int)left.StatusCode));
        Assert.Contains("/dryRun", await rolled.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(told.Count, (await LinesAsync(app.Manager)).Count);
    }

    [Fact]
    public async Task Who_wanted_a_change_is_known_even_if_the_app_dies_in_it()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        app.Outgoing.Break(2, Testing.Fault.Died);

        using var died = await app.Manager.PostAsync("/api/colleges/utc-leeds/secret", null, Cancellation);
        app.Outgoing.Watch();
        var lines = await LinesAsync(app.Manager);

        Assert.Equal(503, (int)died.StatusCode);
        Assert.Equal(
            ("POST /api/colleges/utc-leeds/secret", null), (Text(lines[0], "what"), Text(lines[0], "outcome")));
    }

    [Fact]
    public async Task Nothing_is_changed_that_cannot_be_written_down()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var table = app.Storage.Table(StorageTable.Audit);
        await table.DeleteAsync(Cancellation);

        using var answer = await app.Manager.DeleteAsync("/api/colleges/utc-leeds", Cancellation);

        Assert.True((int)answer.StatusCode >= 500, $"{answer.StatusCode}");
        using var there = await app.Manager.GetAsync("/api/colleges/utc-leeds", Cancellation);
        Assert.Equal(200, (int)there.StatusCode);
    }

    [Fact]
    public async Task It_is_read_page_by_page_over_the_years_newest_first()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        for (var i = 0; i < 102; i++)
        {
            app.Time.Advance(i == 50 ? TimeSpan.FromDays(300) : TimeSpan.FromSeconds(1));
            (await app.Manager.DeleteAsync("/api/colleges/utc-leeds/links", Cancellation)).EnsureSuccessStatusCode();
        }

        var page = await app.Manager.GetFromJsonAsync<JsonElement>("/api/audit", Cancellation);
        var next = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/audit?after={page.GetProperty("next").GetString()}", Cancellation);

        var all = page.GetProperty("items")
            .EnumerateArray()
            .Concat(next.GetProperty("items").EnumerateArray())
            .ToList();
        Assert.Equal((100, 103), (page.GetProperty("items").GetArrayLength(), all.Count));
        Assert.Equal(
            all.Select(line => line.GetProperty("at").GetDateTimeOffset()).OrderDescending(),
            all.Select(line => line.GetProperty("at").GetDateTimeOffset()));
        Assert.Equal(103, all.Select(line => Text(line, "id")).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<List<JsonElement>> LinesAsync(HttpClient caller, string query = "") =>
        [.. (await caller.GetFromJsonAsync<JsonElement>($"/api/audit{query}", Cancellation)).GetProperty("items").EnumerateArray()];

    private static IEnumerable<string> Changes(JsonElement line) => line.GetProperty("changes").EnumerateArray()
        .Select(
            change => $"{Text(change, "about")} {Text(change, "member")}: {Text(change, "before")} -> {Text(change, "after")}");

    private static string? Text(JsonElement line, string member) =>
        line.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static async Task<string> RowsAsync(AppUnderTest app) =>
        string.Join('\n', await app.Storage.Table(StorageTable.Audit).QueryAsync<TableEntity>(cancellationToken: Cancellation)
            .Select(
                row => string.Join(' ', row.Select(column => column.Value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{column.Value}")))
            .ToListAsync(Cancellation));
}
