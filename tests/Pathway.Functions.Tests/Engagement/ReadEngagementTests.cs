using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Digests;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Engagement;

public sealed class ReadEngagementTests
{
    private const string Window = "from=2026-11-09&to=2026-11-22";
    private const string Week = "from=2026-11-16&to=2026-11-22";

    [Theory]
    [InlineData("day", "2026-11-10=8/480/8 2026-11-18=18/780/12")]
    [InlineData("week", "2026-W46=8/480/8 2026-W47=18/780/12")]
    [InlineData("term", "2026-27 autumn=26/1260/12")]
    [InlineData("verb", "attended=20/1200/12 viewed=6/60/6")]
    [InlineData("activity", "genomics=12/720/12 imaging=8/480/8")]
    [InlineData("resource", "worksheet=6/60/6")]
    [InlineData("elsewhere", "")]
    [InlineData("college", "utc-leeds=26/1260/12")]
    public async Task Adds_counters_up_by(string by, string rows)
    {
        await using var app = await WithLeedsAsync();

        var figures = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?college=utc-leeds&{Window}&by={by}", TestContext.Current.CancellationToken);

        Assert.Equal(rows, string.Join(' ', figures.GetProperty("rows").EnumerateArray().Select(Row)));
        Assert.Equal("2026-11-09", figures.GetProperty("from").GetString());
        Assert.Equal("2026-11-22", figures.GetProperty("to").GetString());
        Assert.Equal(by, figures.GetProperty("by").GetString());
        Assert.True(figures.GetProperty("complete").GetBoolean());
    }

    [Theory]
    [InlineData("0001-01-01", "0001-02-01")]
    [InlineData("9999-09-01", "9999-12-31")]
    [InlineData("9999-12-31", "9999-12-31")]
    [InlineData("2026-11-25", "2026-12-31")]
    [InlineData("2027-01-01", "2027-12-31")]
    public async Task Any_days_that_there_are_can_be_asked_for(string from, string to)
    {
        await using var app = await AppUnderTest.StartAsync();

        foreach (var address in new[] { "day", "week", "term", "verb", "activity", "resource", "elsewhere", "college" }
            .Select(by => $"/api/engagement?by={by}&from={from}&to={to}")
            .Append($"/api/reports/impact?from={from}&to={to}")
            .Append($"/api/reports/encounters.csv?from={from}&to={to}"))
        {
            using var answer = await app.Manager.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{address} was answered {answer.StatusCode}.");
        }
    }

    [Fact]
    public async Task Is_incomplete_while_a_delivery_waits()
    {
        await using var app = await WithLeedsAsync();
        await app.Storage.Queue(queues => queues.Facts).SendMessageAsync("{}", TestContext.Current.CancellationToken);

        var figures = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?college=utc-leeds&{Window}", TestContext.Current.CancellationToken);

        Assert.False(figures.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task Hides_small_numbers_across_colleges_and_shows_a_college_its_own()
    {
        await using var app = await WithLeedsAsync();
        await app.JoinAsync("utc-derby");
        await app.JoinAsync("utc-hull");
        await app.CountAsync("utc-derby", Attended("2026-11-18", "genomics", 3, 180, first: 100));
        await app.CountAsync("utc-hull", Attended("2026-11-18", "genomics", 30, 1800, first: 200));

        var all = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?{Week}&by=college", TestContext.Current.CancellationToken);
        var own = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?college=utc-derby&{Week}&by=college", TestContext.Current.CancellationToken);

        Assert.Equal(
            "utc-derby=// utc-hull=30/1800/30 utc-leeds=20/600/10",
            string.Join(' ', all.GetProperty("rows").EnumerateArray().Select(Row)));
        Assert.Equal("utc-derby=3/180/3", string.Join(' ', own.GetProperty("rows").EnumerateArray().Select(Row)));
    }

    /// <summary>Days chosen freely would be moved by one, to see on which of them a rounded figure jumps.</summary>
    [Theory]
    [InlineData("college", "2026-11-10", "2026-11-18", "2026-09-01", "2026-11-25")]
    [InlineData("activity", "2026-11-17", "2026-11-18", "2026-11-16", "2026-11-22")]
    [InlineData("resource", "2026-09-01", "2026-12-31", "2026-09-01", "2026-12-31")]
    [InlineData("verb", "2025-10-01", "2026-02-01", "2025-09-01", "2026-08-31")]
    [InlineData("week", "2026-11-10", "2026-11-18", "2026-11-09", "2026-11-22")]
    [InlineData("term", "2026-02-10", "2026-11-18", "2026-01-01", "2026-11-25")]
    [InlineData("day", "2026-11-10", "2026-11-18", "2026-11-10", "2026-11-18")]
    public async Task Across_colleges_answers_for_the_week_term_or_year_around_the_days(
        string by, string from, string to, string first, string last)
    {
        await using var app = await WithLeedsAsync();

        var all = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?from={from}&to={to}&by={by}", TestContext.Current.CancellationToken);
        var own = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?college=utc-leeds&from={from}&to={to}&by={by}", TestContext.Current.CancellationToken);

        Assert.Equal((first, last), (all.GetProperty("from").GetString(), all.GetProperty("to").GetString()));
        Assert.Equal((from, to), (own.GetProperty("from").GetString(), own.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Hides_the_minutes_of_few_behind_the_many_who_spent_none()
    {
        await using var app = await WithLeedsAsync();
        await app.JoinAsync("utc-derby");
        await app.JoinAsync("utc-hull");
        await app.CountAsync(
            "utc-derby",
            Viewed("2026-11-17", "worksheet", 30, 0, first: 100),
            Attended("2026-11-18", "genomics", 1, 50, first: 100));
        await app.CountAsync("utc-hull", Attended("2026-11-18", "genomics", 40, 1800, first: 200));

        var all = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?{Week}&by=college", TestContext.Current.CancellationToken);
        var csv = await app.Manager.GetStringAsync(
            $"/api/engagement?{Week}&by=college&format=csv", TestContext.Current.CancellationToken);

        Assert.Equal(
            "utc-derby=30//30 utc-hull=40/1800/40 utc-leeds=20/600/10",
            string.Join(' ', all.GetProperty("rows").EnumerateArray().Select(Row)));
        Assert.Equal(
            "key,events,minutes,learners\r\nutc-derby,30,,30\r\nutc-hull,40,1800,40\r\nutc-leeds,20,600,10\r\n", csv);
    }

    /// <summary>It said 5 events of 10 learners, and hidden events of 5: weeks of few are missing from events, not from learners.</summary>
    [Fact]
    public async Task Events_are_never_fewer_than_the_learners_beside_them()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.CountAsync(
            "utc-leeds",
            Attended("2026-11-10", "few", 3, 180),
            Attended("2026-11-18", "few", 3, 180, first: 4),
            Attended("2026-11-10", "more", 5, 300),
            Attended("2026-11-18", "more", 3, 180, first: 6));

        var all = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?{Window}&by=activity", TestContext.Current.CancellationToken);

        Assert.Equal(
            "few=5//5 more=10/300/10", string.Join(' ', all.GetProperty("rows").EnumerateArray().Select(Row)));
    }

    [Fact]
    public async Task Says_that_something_is_hidden_only_where_it_is()
    {
        await using var app = await WithLeedsAsync();
        var open = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?{Window}&by=week", TestContext.Current.CancellationToken);
        await app.CountAsync("utc-leeds", Attended("2026-11-04", "alone", 1, 50));

        var guarded = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/engagement?from=2026-11-02&to=2026-11-22&by=week", TestContext.Current.CancellationToken);

        Assert.False(open.TryGetProperty("hidden", out _));
        Assert.True(guarded.GetProperty("hidden").GetBoolean());
        Assert.Equal("2026-W45=//", Row(guarded.GetProperty("rows")[0]));
    }

    [Fact]
    public async Task A_coordinator_reads_their_own_college_and_no_other()
    {
        await using var app = await WithLeedsAsync();
        await app.JoinAsync("utc-derby");
        var coordinator = app.As("tutor@utc-leeds.example.org", Caller.CoordinatorRole);

        using var own = await coordinator.GetAsync(
            $"/api/engagement?{Window}&by=college", TestContext.Current.CancellationToken);
        using var other = await coordinator.GetAsync(
            $"/api/engagement?college=utc-derby&{Window}", TestContext.Current.CancellationToken);
        using var unknown = await coordinator.GetAsync(
            $"/api/engagement?college=utc-nowhere&{Window}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Contains(
            "utc-leeds",
            await own.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
    }

    [Fact]
    public async Task Who_read_a_college_that_left_reads_it_no_longer()
    {
        await using var app = await WithLeedsAsync();
        var coordinator = app.As("tutor@utc-leeds.example.org", Caller.CoordinatorRole);
        (await app.Manager.DeleteAsync("/api/colleges/utc-leeds", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        using var own = await coordinator.GetAsync($"/api/engagement?{Window}", TestContext.Current.CancellationToken);
        using var named = await coordinator.GetAsync(
            $"/api/engagement?college=utc-leeds&{Window}", TestContext.Current.CancellationToken);
        using var manager = await app.Manager.GetAsync(
            $"/api/engagement?college=utc-leeds&{Window}", TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK),
            (own.StatusCode, named.StatusCode, manager.StatusCode));
    }

    [Theory]
    [InlineData("by=month", "/by")]
    [InlineData("from=yesterday", "/from")]
    [InlineData("from=2026-11-22&to=2026-11-21", "/from")]
    [InlineData("from=2016-11-22&to=2026-11-21", "/from")]
    [InlineData("format=pdf", "/format")]
    public async Task Says_what_is_wrong_with(string query, string path)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await app.Manager.GetAsync(
            $"/api/engagement?{query}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(path, problem.GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Answers_CSV_that_no_spreadsheet_runs()
    {
        await using var app = await WithLeedsAsync();
        await app.CountAsync(
            "utc-leeds",
            new Counter(Date("2026-11-18"), ObjectKind.Elsewhere, "=HYPERLINK(\"x\")", FactVerb.Viewed) { Events = 1, Learners = [1] });

        using var answer = await app.Manager.GetAsync(
            $"/api/engagement?college=utc-leeds&{Window}&by=elsewhere&format=csv",
            TestContext.Current.CancellationToken);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "key,events,minutes,learners\r\n\"'=HYPERLINK(\"\"x\"\")\",1,0,1\r\n",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<AppUnderTest> WithLeedsAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.CountAsync(
            "utc-leeds",
            Attended("2026-11-18", "genomics", 12, 720),
            Attended("2026-11-10", "imaging", 8, 480),
            Viewed("2026-11-18", "worksheet", 6, 60),
            Attended("2026-11-23", "later", 50, 10));
        return app;
    }

    private static string Row(JsonElement row) =>
        $"{row.GetProperty("key")}={row.GetProperty("events")}/{row.GetProperty("minutes")}/{row.GetProperty("learners")}";
}
