using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Digests;
using Pathway.Testing;
using static Pathway.Functions.Tests.Digests.DigestScene;

namespace Pathway.Functions.Tests.Reports;

/// <summary>What a funder reads in the report, and what was wrong with it once.</summary>
public sealed class ImpactFiguresTests
{
    private const string Autumn = "/api/reports/impact?from=2026-09-01&to=2026-12-31";

    /// <summary>It said 184 learners and 172 encounters of one masterclass: twelve had only rated it.</summary>
    [Fact]
    public async Task Who_only_rated_or_looked_at_a_masterclass_is_no_learner_of_it()
    {
        await using var app = await PlannedAsync();
        await app.CountAsync(
            "utc-leeds",
            Attended("2026-11-18", "genomics", 172, 10_320),
            Rated("2026-11-19", "genomics", 30, 4, first: 155),
            new Counter(Date("2026-11-19"), ObjectKind.Activity, "genomics", FactVerb.Viewed) { Events = 20, Learners = Learners(500, 20) });

        var report = await ReadAsync(app);

        var line = Assert.Single(report.GetProperty("activities").EnumerateArray());
        Assert.Equal("170/170/170", Figures(line));
        Assert.Equal((30, 4.0), (line.GetProperty("ratings").GetInt32(), line.GetProperty("rating").GetDouble()));
        Assert.Equal("170/170/170", Figures(report.GetProperty("total")));
        Assert.Equal(
            (30, 4.0),
            (report.GetProperty("total").GetProperty("ratings").GetInt32(), report.GetProperty("total").GetProperty("rating").GetDouble()));
    }

    /// <summary>Colleges, kinds, employers and all the rest said that nobody had rated anything.</summary>
    [Fact]
    public async Task Ratings_are_told_of_activities_and_of_all_together_and_of_nothing_else_a_zero()
    {
        await using var app = await PlannedAsync();
        await app.CountAsync(
            "utc-leeds",
            Attended("2026-11-18", "genomics", 40, 2_400),
            Viewed("2026-11-18", "worksheet", 40, 90),
            Rated("2026-11-19", "genomics", 30, 4));

        var report = await ReadAsync(app);
        var table = await app.Manager.GetStringAsync($"{Autumn}&format=csv", TestContext.Current.CancellationToken);

        string[] others = ["colleges", "kinds", "resources", "employers", "yearGroups"];
        var lines = others.SelectMany(name => report.GetProperty(name).EnumerateArray()).ToList();
        Assert.Equal(6, lines.Count);
        Assert.All(lines, line => Assert.False(line.TryGetProperty("ratings", out _) || line.TryGetProperty("rating", out _)));
        var rows = table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToLookup(row => row.EndsWith(",30,4", StringComparison.Ordinal));
        Assert.Equal(["total", "activity"], rows[true].Select(row => row.Split(',')[0]));
        Assert.Equal(6, rows[false].Count());
        Assert.All(rows[false], row => Assert.EndsWith(",,", row, StringComparison.Ordinal));
    }

    /// <summary>The days before an autumn are the holiday: nobody is there to compare with.</summary>
    [Fact]
    public async Task An_autumn_is_compared_with_the_autumn_before()
    {
        await using var app = await PlannedAsync();
        await app.CountAsync(
            "utc-leeds",
            Attended("2026-11-18", "genomics", 40, 0),
            Attended("2026-07-10", "genomics", 60, 0),
            Attended("2025-12-31", "genomics", 25, 0));

        var report = await ReadAsync(app);

        Assert.Equal("""{"from":"2025-09-01","to":"2025-12-31"}""", report.GetProperty("previous").GetRawText());
        Assert.Equal(25, report.GetProperty("total").GetProperty("before").GetInt32());
    }

    [Fact]
    public async Task A_first_year_has_nothing_to_be_compared_with_and_says_so()
    {
        await using var app = await PlannedAsync();
        await app.CountAsync(
            "utc-leeds", Attended("2026-11-18", "genomics", 40, 0), Attended("2026-07-10", "genomics", 60, 0));

        var report = await ReadAsync(app);
        var page = await app.Manager.GetStringAsync($"{Autumn}&format=html", TestContext.Current.CancellationToken);

        Assert.Equal(JsonValueKind.Null, report.GetProperty("previous").ValueKind);
        Assert.Contains("no figures of a year before", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A year before</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_term_with_dates_of_its_own_is_compared_with_that_of_the_year_before()
    {
        var terms = new[] { ("2025-26 autumn", "2025-09-03", "2025-12-19"), ("2025-26 spring", "2026-01-05", "2026-03-27"), ("2026-27 autumn", "2026-09-07", "2026-12-18") };
        await using var app = await PlannedAsync(terms.Index()
            .SelectMany(term => new[] { ($"Terms__Dates__{term.Index}__Name", term.Item.Item1), ($"Terms__Dates__{term.Index}__From", term.Item.Item2), ($"Terms__Dates__{term.Index}__To", term.Item.Item3) }));
        await app.CountAsync(
            "utc-leeds", Attended("2026-11-18", "genomics", 40, 0), Attended("2025-09-03", "genomics", 25, 0));

        var report = await ReadAsync(app, "/api/reports/impact?from=2026-09-07&to=2026-12-18");

        Assert.Equal("""{"from":"2025-09-03","to":"2025-12-19"}""", report.GetProperty("previous").GetRawText());
    }

    [Fact]
    public async Task A_college_that_reported_nothing_takes_no_part_and_is_named()
    {
        await using var app = await PlannedAsync();
        await app.JoinAsync("utc-hull");
        await app.CountAsync("utc-leeds", Attended("2026-11-18", "genomics", 40, 0));
        await app.CountAsync("utc-hull", Rated("2026-11-18", "genomics", 6, 5));

        var report = await ReadAsync(app);
        var page = await app.Manager.GetStringAsync($"{Autumn}&format=html", TestContext.Current.CancellationToken);

        Assert.Equal(
            (1, 2),
            (report.GetProperty("collegesTakingPart").GetInt32(), report.GetProperty("collegesInProgramme").GetInt32()));
        Assert.Contains("1 of 2 colleges reported; nothing came from UTC-HULL.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("UTC-HULL</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_of_nothing_but_zeros_is_not_printed()
    {
        await using var app = await PlannedAsync();
        await app.CountAsync(
            "utc-leeds", Attended("2026-11-18", "genomics", 1_240, 74_400), Viewed("2026-11-18", "worksheet", 40, 90));

        var page = await app.Manager.GetStringAsync($"{Autumn}&format=html", TestContext.Current.CancellationToken);

        var resources = page[page.IndexOf("By resource", StringComparison.Ordinal)..];
        Assert.DoesNotContain("Encounters</th>", resources, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">1.3</td>", resources, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">1,240.0</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_targets_who_came_again_hours_each_employers_and_year_groups()
    {
        await using var app = await PlannedAsync(
            [("Reports__Targets__2026__Learners", "100"), ("Reports__Targets__2026__Hours", "50"), ("Reports__Targets__2026__Colleges", "10")]);
        await EnrolAsync(app, 12, 1, 30);
        await EnrolAsync(app, 13, 31, 10);
        await app.CountAsync(
            "utc-leeds",
            Attended("2026-11-18", "genomics", 40, 2_400),
            Attended("2026-11-25", "genomics", 15, 0),
            Attended("2026-11-25", "unknown", 6, 0, first: 30));

        var report = await ReadAsync(app);

        Assert.Equal(["learners 40/100 40%", "hours 40/50 80%", "colleges 1/10 10%"], report.GetProperty("targets").EnumerateArray()
            .Select(target => $"{target.GetProperty("what")} {target.GetProperty("reached")}/{target.GetProperty("target")} {target.GetProperty("percent")}%"));
        Assert.Equal("""{"attended":40,"again":20}""", report.GetProperty("repeat").GetRawText());
        Assert.Equal(1.0, report.GetProperty("hoursEach").GetDouble());
        Assert.Equal(
            ["Northern Trust=40/55/40"],
            report.GetProperty("employers").EnumerateArray().Select(line => $"{line.GetProperty("name")}={Figures(line)}"));
        Assert.Equal(
            ["Year 12=30/45/", "Year 13=10/15/"],
            report.GetProperty("yearGroups").EnumerateArray().Select(line => $"{line.GetProperty("name")}={Figures(line)}"));
        Assert.Contains(
            "The year group is known of 40 of 40 learners.",
            report.GetProperty("quality").EnumerateArray().Select(sentence => sentence.GetString()));
    }

    /// <summary>Three of year 13 among forty: neither their number nor what would give it away is told, in no form.</summary>
    [Fact]
    public async Task Hides_a_small_year_group_few_ratings_and_few_who_came_again()
    {
        await using var app = await PlannedAsync();
        await EnrolAsync(app, 12, 1, 37);
        await EnrolAsync(app, 13, 38, 3);
        await app.CountAsync(
            "utc-leeds",
            Attended("2026-11-18", "genomics", 40, 2_400),
            Attended("2026-11-25", "robots", 7, 0, first: 50),
            Rated("2026-11-25", "robots", 2, 1, first: 50),
            Attended("2026-11-26", "robots", 3, 0, first: 50));

        var report = await ReadAsync(app);
        var table = await app.Manager.GetStringAsync($"{Autumn}&format=csv", TestContext.Current.CancellationToken);

        Assert.Equal("45/50/40", Figures(report.GetProperty("total")));
        var groups = report.GetProperty("yearGroups")
            .EnumerateArray()
            .ToDictionary(line => line.GetProperty("name").GetString()!, Figures);
        Assert.Equal(3, groups.Count);
        Assert.All(groups.Values, figures => Assert.StartsWith("/", figures, StringComparison.Ordinal));
        Assert.Equal("""{"attended":null,"again":null}""", report.GetProperty("repeat").GetRawText());
        Assert.All(
            report.GetProperty("activities")
                .EnumerateArray()
                .Where(line => line.GetProperty("key").GetString() == "robots"),
            line => Assert.Equal(JsonValueKind.Null, line.GetProperty("ratings").ValueKind));
        Assert.Equal(JsonValueKind.Null, report.GetProperty("total").GetProperty("rating").ValueKind);
        Assert.Contains("yearGroup,13,Year 13,,", table, StringComparison.Ordinal);
        Assert.True(report.GetProperty("hidesSmallNumbers").GetBoolean());
    }

    /// <summary>It said five encounters of ten who attended: the week of three is missing from the encounters.</summary>
    [Fact]
    public async Task Encounters_in_all_are_never_fewer_than_those_who_attended()
    {
        await using var app = await PlannedAsync();
        await app.CountAsync(
            "utc-leeds", Attended("2026-11-11", "genomics", 5, 300), Attended("2026-11-18", "genomics", 3, 180, first: 6));

        var report = await ReadAsync(app);

        Assert.Equal("""{"attended":10,"again":0}""", report.GetProperty("repeat").GetRawText());
        Assert.Equal((10, 10), (
            report.GetProperty("total").GetProperty("learners").GetInt32(),
            report.GetProperty("total").GetProperty("encounters").GetInt32()));
    }

    [Fact]
    public async Task Says_of_which_masterclasses_no_attendance_came()
    {
        await using var app = await PlannedAsync();
        app.Time.Advance(TimeSpan.FromDays(14));
        await app.CountAsync("utc-leeds", Attended("2026-11-18", "robots", 40, 0));

        var report = await ReadAsync(app);

        Assert.Contains(
            "No attendance came for 1 of 1 masterclasses held: How a hospital uses AI.",
            report.GetProperty("quality").EnumerateArray().Select(sentence => sentence.GetString()));
    }

    private static string Figures(JsonElement line) =>
        $"{line.GetProperty("learners")}/{line.GetProperty("encounters")}/{line.GetProperty("hours")}";

    private static Counter Rated(string day, string activity, int learners, int stars, ulong first = 1) =>
        new(
            Date(day),
            ObjectKind.Activity,
            activity,
            FactVerb.Rated)
        { Events = learners, Ratings = learners, RatingSum = learners * stars, Learners = Learners(first, learners) };

    private static Task<JsonElement> ReadAsync(AppUnderTest app, string address = Autumn) => app.Manager.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken);

    private static async Task<AppUnderTest> PlannedAsync(IEnumerable<(string Name, string Value)>? settings = null)
    {
        var app = await AppUnderTest.StartAsync(
            new AppOptions { Settings = (settings ?? []).ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal) });
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("genomics", CalendarDriver.Masterclass());
        return app;
    }

    /// <summary>Enrols learners whose references begin with these prefixes.</summary>
    private static Task EnrolAsync(AppUnderTest app, int yearGroup, ulong first, int count) =>
        EncounterScene.EnrolAsync(
            app, "utc-leeds", 2026, yearGroup, Learners(first, count).Select(EncounterScene.ReferenceOf));
}
