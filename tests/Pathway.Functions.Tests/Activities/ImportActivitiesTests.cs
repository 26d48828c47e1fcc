using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Tests.Http;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;
using static Pathway.Functions.Tests.Activities.ImportDriver;

namespace Pathway.Functions.Tests.Activities;

public sealed class ImportActivitiesTests
{
    private const string Plan = """
        kind,title,start,end,online,audience,milestones,description
        masterclass,Robots in theatre,2026-12-09 10:00,2026-12-09 11:00,yes,all,,"Line one
        line two"
        project,Wards,2026-12-01T09:00,2027-03-01T16:00,no,utc-leeds,Briefing=2026-12-04; Deadline=2027-01-29T17:00,
        """;

    private const string Term = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VTIMEZONE
        TZID:GMT Standard Time
        BEGIN:STANDARD
        DTSTART:19701025T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:1@planner.example.org
        SUMMARY:Robots\, wards and
          beds
        DTSTART;TZID="GMT Standard Time":20270607T100000
        DURATION:PT1H30M
        LOCATION:Microsoft Teams
        END:VEVENT
        BEGIN:VEVENT
        UID:2@planner.example.org
        SUMMARY:The final
        CATEGORIES:Competition
        DTSTART:20270608T090000Z
        DTEND:20270608T110000Z
        BEGIN:VALARM
        SUMMARY:not this
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_a_spreadsheet_and_again_changes_nothing()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        var first = await ImportAsync(app, Plan, "text/csv");
        var second = await ImportAsync(app, Plan, "text/csv");

        Assert.Equal(["robots-in-theatre-2026-12-09", "wards-2026-12-01"], Ids(first, "created"));
        Assert.Equal(["robots-in-theatre-2026-12-09", "wards-2026-12-01"], Ids(second, "unchanged"));
        var wards = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/wards-2026-12-01", Cancellation);
        Assert.Equal("2027-01-29T17:00:00Z", wards.GetProperty("milestones")[1].GetProperty("at").GetString());
        var robots = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/activities/robots-in-theatre-2026-12-09", Cancellation);
        Assert.Equal("Line one\nline two", robots.GetProperty("description").GetString()!.ReplaceLineEndings("\n"));
        Assert.True(robots.GetProperty("online").GetBoolean());
        await app.DrainAsync();
        Assert.NotEmpty(app.Graph.Requests);
    }

    [Fact]
    public async Task Takes_a_calendar()
    {
        await using var app = await AppUnderTest.StartAsync();

        var ids = Ids(await ImportAsync(app, Term, "text/calendar"), "created");

        var list = (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation))
            .GetProperty("items")
            .EnumerateArray()
            .OrderBy(item => item.GetProperty("start").GetString(), StringComparer.Ordinal)
            .ToList();
        Assert.Equal(2, ids.Length);
        Assert.Equal(
            ("Robots, wards and beds", "2027-06-07T10:00:00+01:00", "2027-06-07T11:30:00+01:00", true),
            (list[0].GetProperty("title").GetString(), list[0].GetProperty("start").GetString(), list[0].GetProperty("end").GetString(), list[0].GetProperty("online").GetBoolean()));
        Assert.Equal(
            ("competition", "2027-06-08T10:00:00+01:00"),
            (list[1].GetProperty("kind").GetString(), list[1].GetProperty("start").GetString()));
    }

    [Fact]
    public async Task Says_what_it_would_do_and_does_nothing_in_a_dry_run()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        var view = await ImportAsync(app, Plan, "text/csv", "?dryRun=true");

        Assert.True(view.GetProperty("dryRun").GetBoolean());
        Assert.Equal(2, Ids(view, "created").Length);
        Assert.Equal(
            0,
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("P1W", "2027-06-14T10:00:00+01:00")]
    [InlineData("+P1DT2H0M30S", "2027-06-08T12:00:30+01:00")]
    [InlineData("pt90m", "2027-06-07T11:30:00+01:00")]
    public async Task Takes_a_duration_as_calendars_write_it(string duration, string end)
    {
        await using var app = await AppUnderTest.StartAsync();

        var id = Assert.Single(
            Ids(await ImportAsync(app, $"begin:vcalendar\nbegin:vevent\nsummary:Short\ndtstart:20270607t100000\nduration:{duration}\nend:vevent\nend:vcalendar\n", "text/calendar"), "created"));

        Assert.Equal(
            end,
            (await app.Manager.GetFromJsonAsync<JsonElement>($"/api/activities/{id}", Cancellation)).GetProperty("end").GetString());
    }

    [Fact]
    public async Task Finds_the_kind_in_whichever_line_of_categories_it_stands()
    {
        await using var app = await AppUnderTest.StartAsync();

        var id = Assert.Single(Ids(
            await ImportAsync(app, "BEGIN:VEVENT\nSUMMARY:Final\nCATEGORIES:Red category\nCATEGORIES:Green,Competition\nDTSTART:20270607T100000\nDURATION:PT1H\nEND:VEVENT\n", "text/calendar"), "created"));

        Assert.Equal(
            "competition",
            (await app.Manager.GetFromJsonAsync<JsonElement>($"/api/activities/{id}", Cancellation)).GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData(
        "An introduction to remote monitoring for people with diabetes",
        "An introduction to remote monitoring for people with asthma and eczema")]
    [InlineData("\u624b\u8853\u30ed\u30dc\u30c3\u30c8", "\u96fb\u5b50\u30ab\u30eb\u30c6")]
    [InlineData("Sant\u00e9", "Sant\u00ea")]
    [InlineData("\U0001f3e5", "\U0001f9ec")]
    public async Task Never_takes_one_activity_for_another_whose_title_is_as_long_or_as_foreign(
        string one, string other)
    {
        await using var app = await AppUnderTest.StartAsync();
        var first = Ids(await ImportAsync(app, Row(one), "text/csv"), "created");

        var second = Ids(await ImportAsync(app, Row(other), "text/csv"), "created");
        var again = Ids(await ImportAsync(app, Row(one), "text/csv"), "unchanged");

        Assert.NotEqual(first, second);
        Assert.Equal(first, again);
        Assert.EndsWith("-2026-12-09", Assert.Single(first), StringComparison.Ordinal);

        static string Row(string title) =>
            $"kind,title,start,end\nmasterclass,{title},2026-12-09 10:00,2026-12-09 11:00\n";
    }

    [Theory]
    [InlineData("Robots in theatre: what\u2019s new \u2013 and why", "robots-in-theatre-what-s-new-and-why-2026-12-09")]
    [InlineData(
        "Fifty letters make an id that stays just as it was",
        "fifty-letters-make-an-id-that-stays-just-as-it-was-2026-12-09")]
    public async Task Names_an_ordinary_title_by_its_words(string title, string id)
    {
        await using var app = await AppUnderTest.StartAsync();

        Assert.Equal(
            [id],
            Ids(await ImportAsync(app, $"kind,title,start,end\nmasterclass,{title},2026-12-09 10:00,2026-12-09 11:00\n", "text/csv"), "created"));
    }

    [Fact]
    public async Task Makes_an_alias_known_to_recording_at_once()
    {
        await using var app = await AppUnderTest.StartAsync();
        var college = await CollegeSystem.JoinAsync(app);
        await ViewAsync("1", "jo");

        await ImportAsync(
            app,
            "kind,title,start,end,aliases\nmasterclass,Robots,2026-12-09 10:00,2026-12-09 11:00,https://moodle.example.org/mod/page/view.php?id=7\n",
            "text/csv");
        await ViewAsync("2", "sam");

        var figures = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/engagement?college=utc-leeds&from=2026-11-20&to=2026-11-30&by=activity", Cancellation);
        Assert.Equal(
            "robots-2026-12-09",
            Assert.Single(figures.GetProperty("rows").EnumerateArray()).GetProperty("key").GetString());

        async Task ViewAsync(string id, string learner)
        {
            using var response = await college.PostAsync(
                CollegeSystem.Viewed(id, learner, "https://moodle.example.org/mod/page/view.php?id=7"));
            response.EnsureSuccessStatusCode();
            await app.DrainAsync();
        }
    }

    [Fact]
    public async Task Reads_what_Excel_saves_as_plain_CSV()
    {
        await using var app = await AppUnderTest.StartAsync();

        // "Santé – what’s new" in Windows-1252.
        var file = Encoding.Latin1.GetBytes(
            "kind,title,start,end,id\nmasterclass,Sant\u00e9 \u0096 what\u0092s new,2026-12-09 10:00,2026-12-09 11:00,sante\n");
        using var response = await SendAsync(app, file, "text/csv");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            "Sant\u00e9 \u2013 what\u2019s new",
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/sante", Cancellation)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Takes_a_workbook_whatever_it_is_called_and_tells_it_in_words()
    {
        await using var app = await AppUnderTest.StartAsync();
        var file = new Workbook { Formats = ["dd/mm/yyyy hh:mm"] }
            .Strings("<t>Title</t>", "<t>AI on the ward</t>", "<t>Time Zone</t>")
            .Sheet(Workbook.Row(1, Workbook.Text("A1", "Read me first")))
            .Sheet(
                Workbook.Row(1, Workbook.Text("A1", "Plan of the spring"))
                + Workbook.Row(
                    3,
                    Workbook.Text("A3", "KIND"),
                    "<c r=\"B3\" t=\"s\"><v>0</v></c>",
                    Workbook.Text("C3", "Start"),
                    Workbook.Text("D3", "end"),
                    "<c r=\"E3\" t=\"s\"><v>2</v></c>",
                    Workbook.Text("F3", "online"))
                + Workbook.Row(4, Workbook.Text("A4", "Masterclass"), "<c r=\"B4\" t=\"s\"><v>1</v></c>", "<c r=\"C4\" s=\"1\"><v>46428.583333333336</v></c>", "<c r=\"D4\" s=\"1\"><v>46428.625</v></c>", "<c r=\"F4\" t=\"b\"><v>1</v></c>"))
            .ToBytes();

        using var response = await SendAsync(app, file, "application/octet-stream");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var view = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(["ai-on-the-ward-2027-02-10"], Ids(view, "created"));
        var entry = Assert.Single(view.GetProperty("entries").EnumerateArray());
        Assert.Equal(
            (4, "created", "AI on the ward", "Wed 10 February 2027, 14:00\u201315:00"),
            (entry.GetProperty("line").GetInt32(), entry.GetProperty("change").GetString(), entry.GetProperty("title").GetString(), entry.GetProperty("when").GetString()));
        var kept = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/activities/ai-on-the-ward-2027-02-10", Cancellation);
        Assert.Equal(
            ("2027-02-10T14:00:00Z", true),
            (kept.GetProperty("start").GetString(), kept.GetProperty("online").GetBoolean()));
    }

    [Theory]
    [InlineData(
        "\uFEFF begin:vcalendar\nBEGIN:VEVENT\nSUMMARY:Short\nDTSTART:20270607T100000\nEND:VEVENT\n", "text/csv")]
    [InlineData(
        "kind,title,start,end\nmasterclass,Short,2027-06-07 10:00,2027-06-07 11:00\n", "application/vnd.ms-excel")]
    [InlineData("kind,title,start,end\nmasterclass,Short,2027-06-07 10:00,2027-06-07 11:00\n", "text/plain")]
    public async Task Believes_the_bytes_before_what_they_are_called(string text, string type)
    {
        await using var app = await AppUnderTest.StartAsync();

        Assert.Single(Ids(await ImportAsync(app, text, type, "?dryRun=true"), "created"));
    }

    [Fact]
    public Task Takes_all_or_nothing_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "import a plan",
            app => app.JoinAsync("utc-leeds"),
            async app =>
            {
                using var response = await SendAsync(app, Plan, "text/csv", "");
                response.EnsureSuccessStatusCode();

                // What became of the messages is the sweep's business: the rows are marked.
                await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
            }),
        TestContext.Current.TestOutputHelper!.WriteLine);
}
