using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Digests;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Reports;

public sealed class ReadReportsTests
{
    private const string Window = "from=2026-11-16&to=2026-11-22";

    [Fact]
    public async Task Tells_the_funder_what_was_reached_at_which_cost()
    {
        await using var app = await SceneAsync(
            new AppOptions { Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Reports__Budgets__2026"] = "36500" } });

        var report = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/reports/impact?{Window}", TestContext.Current.CancellationToken);

        Assert.Equal("2025-11-17", report.GetProperty("previous").GetProperty("from").GetString());
        var total = report.GetProperty("total");
        Assert.Equal(
            (40, 40, 10),
            (total.GetProperty("learners").GetInt32(), total.GetProperty("encounters").GetInt32(), total.GetProperty("before").GetInt32()));
        Assert.Equal(40, total.GetProperty("hours").GetDouble());
        Assert.Equal(2, report.GetProperty("collegesTakingPart").GetInt32());
        Assert.Equal(1, report.GetProperty("sessions").GetInt32());
        Assert.Equal(
            ["utc-hull", "utc-leeds"],
            report.GetProperty("colleges").EnumerateArray().Select(line => line.GetProperty("key").GetString()));
        Assert.Equal(700m, report.GetProperty("cost").GetProperty("budget").GetDecimal());
        Assert.Equal(17.5m, report.GetProperty("cost").GetProperty("perLearner").GetDecimal());
        Assert.False(report.GetProperty("hidesSmallNumbers").GetBoolean());
    }

    [Fact]
    public async Task Hides_a_small_college_and_rounds_the_others()
    {
        await using var app = await SceneAsync(new AppOptions());
        await app.JoinAsync("utc-derby");
        await app.CountAsync("utc-derby", Attended("2026-11-17", "robots", 2, 90, first: 900));

        var report = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/reports/impact?{Window}", TestContext.Current.CancellationToken);

        Assert.Equal(
            ["utc-derby: , 0", "utc-hull: 30, 0", "utc-leeds: 10, 10"],
            report.GetProperty("colleges").EnumerateArray().Select(line => $"{line.GetProperty("key")}: {line.GetProperty("learners")}, {line.GetProperty("before")}"));
        Assert.Equal(["genomics=40/40/40", "robots=//"], report.GetProperty("activities").EnumerateArray().Select(Figures));
        Assert.True(report.GetProperty("hidesSmallNumbers").GetBoolean());
    }

    /// <summary>
    /// Thirty at a college looked at a worksheet and one came to the masterclass: what that one did is not told by
    /// any form of the report.
    /// </summary>
    [Fact]
    public async Task Hides_what_few_did_behind_the_many_who_did_something_else()
    {
        await using var app = await SceneAsync(new AppOptions());
        await app.JoinAsync("utc-derby");
        await app.CountAsync(
            "utc-derby",
            Viewed("2026-11-17", "worksheet", 30, 0, first: 900),
            Attended("2026-11-17", "genomics", 1, 50, first: 900));

        var report = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/reports/impact?{Window}", TestContext.Current.CancellationToken);
        var page = await app.Manager.GetStringAsync(
            $"/api/reports/impact?{Window}&format=html", TestContext.Current.CancellationToken);
        var table = await app.Manager.GetStringAsync(
            $"/api/reports/impact?{Window}&format=csv", TestContext.Current.CancellationToken);

        Assert.Equal(
            ["utc-derby=30//", "utc-hull=30/30/30", "utc-leeds=10/10/10"],
            report.GetProperty("colleges").EnumerateArray().Select(Figures));
        Assert.Equal("total=70/40/40", Figures(report.GetProperty("total")));
        Assert.True(report.GetProperty("hidesSmallNumbers").GetBoolean());
        Assert.Contains("college,utc-derby,UTC-DERBY,30,,,0,,\r\n", table, StringComparison.Ordinal);
        Assert.Contains("college,utc-leeds,UTC-LEEDS,10,10,10,10,,\r\n", table, StringComparison.Ordinal);
        Assert.Matches(
            "UTC-DERBY</th>\\s*<td class=\"number\">30</td>\\s*<td class=\"number\">0</td>\\s*<td class=\"number\">hidden</td>\\s*<td class=\"number\">hidden</td>",
            page);
    }

    /// <summary>The total less the activities would be the minutes of the one who spent some on a worksheet.</summary>
    [Fact]
    public async Task Hides_what_a_kind_s_hours_would_give_away_of_another_s()
    {
        await using var app = await SceneAsync(new AppOptions());
        await app.CountAsync(
            "utc-hull",
            Viewed("2026-11-17", "worksheet", 1, 12, first: 200),
            Viewed("2026-11-17", "video", 20, 0, first: 200));

        var report = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/reports/impact?{Window}", TestContext.Current.CancellationToken);

        Assert.Equal("total=40/40/40", Figures(report.GetProperty("total")));
        Assert.Equal(
            ["activity=40/40/40", "resource=20/0/"], report.GetProperty("kinds").EnumerateArray().Select(Figures));
    }

    /// <summary>One learner alone at six sessions: each is hidden, and so is what they come to together.</summary>
    [Fact]
    public async Task Hides_what_one_learner_did_at_many_activities_together()
    {
        await using var app = await SceneAsync(new AppOptions());
        await app.CountAsync(
            "utc-hull",
            [.. Enumerable.Range(1, 6).Select(number => Attended("2026-11-19", $"alone-{number}", 1, 60, first: 200))]);

        var report = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/reports/impact?{Window}", TestContext.Current.CancellationToken);

        Assert.Equal("activity=40/45/40", Figures(Assert.Single(report.GetProperty("kinds").EnumerateArray())));
        Assert.All(
            report.GetProperty("activities").EnumerateArray().Select(Figures).Where(line => line.StartsWith("alone", StringComparison.Ordinal)),
            line => Assert.EndsWith("=//", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prints_as_a_page_and_as_a_table()
    {
        await using var app = await SceneAsync(new AppOptions());

        var page = await app.Manager.GetStringAsync(
            $"/api/reports/impact?{Window}&format=html", TestContext.Current.CancellationToken);
        var table = await app.Manager.GetStringAsync(
            $"/api/reports/impact?{Window}&format=csv", TestContext.Current.CancellationToken);

        Assert.Contains("size: A4", page, StringComparison.Ordinal);
        Assert.Contains("16 November 2026 to 22 November 2026", page, StringComparison.Ordinal);
        Assert.StartsWith(
            "table,key,name,learners,encounters,hours,learnersBefore,ratings,rating\r\ntotal,total,All colleges,40,40,40,10,0,\r\n",
            table,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_for_the_manager_alone()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await app.As("tutor@utc-leeds.example.org", Caller.CoordinatorRole)
            .GetAsync("/api/reports/impact", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static string Figures(JsonElement line) =>
        $"{line.GetProperty("key")}={line.GetProperty("learners")}/{line.GetProperty("encounters")}/{line.GetProperty("hours")}";

    private static async Task<AppUnderTest> SceneAsync(AppOptions options)
    {
        var app = await AppUnderTest.StartAsync(options);
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-hull");
        await app.CountAsync(
            "utc-leeds", Attended("2026-11-18", "genomics", 12, 720), Attended("2025-11-18", "imaging", 8, 480));
        await app.CountAsync("utc-hull", Attended("2026-11-18", "genomics", 30, 1_860, first: 200));
        return app;
    }
}
