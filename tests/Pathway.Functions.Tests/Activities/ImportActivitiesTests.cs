using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

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
        var robots = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/robots-in-theatre-2026-12-09", Cancellation);
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

        var list = (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items").EnumerateArray().OrderBy(item => item.GetProperty("start").GetString(), StringComparer.Ordinal).ToList();
        Assert.Equal(2, ids.Length);
        Assert.Equal(("Robots, wards and beds", "2027-06-07T10:00:00+01:00", "2027-06-07T11:30:00+01:00", true), (list[0].GetProperty("title").GetString(), list[0].GetProperty("start").GetString(), list[0].GetProperty("end").GetString(), list[0].GetProperty("online").GetBoolean()));
        Assert.Equal(("competition", "2027-06-08T10:00:00+01:00"), (list[1].GetProperty("kind").GetString(), list[1].GetProperty("start").GetString()));
    }

    [Fact]
    public async Task Says_what_it_would_do_and_does_nothing_in_a_dry_run()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        var view = await ImportAsync(app, Plan, "text/csv", "?dryRun=true");

        Assert.True(view.GetProperty("dryRun").GetBoolean());
        Assert.Equal(2, Ids(view, "created").Length);
        Assert.Equal(0, (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Takes_nothing_of_a_spreadsheet_with_faults_and_tells_each_with_its_line_and_column()
    {
        await using var app = await AppUnderTest.StartAsync();
        const string Faulty = "kind,title,start,end,online\nmasterclass,Fine,2026-12-09T10:00,2026-12-09T11:00,no\nseminar,\"Two\nlines\",2026-12-09T10:00,2026-12-09T09:00,perhaps\nproject,Fine,2026-12-09T10:00,2026-12-10T10:00,no\n";

        using var response = await SendAsync(app, Faulty, "text/csv", "");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["3 end /end", "3 kind /kind", "3 online /online", "5 id /id"],
            await FaultsAsync(response));
        Assert.Equal(0, (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("", "text/csv", "1  ")]
    [InlineData("kind,colour\n", "text/csv", "1 colour ")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Weekly\nDTSTART:20270607T100000\nDTEND:20270607T110000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR", "text/calendar", "6 RRULE ")]
    [InlineData("BEGIN:VEVENT\nSUMMARY:A day\nDTSTART;VALUE=DATE:20270607\nDTEND:20270608T110000\nEND:VEVENT", "text/calendar", "3 DTSTART /start")]
    [InlineData("BEGIN:VEVENT\nSUMMARY:Mars\nDTSTART;TZID=Mars:20270607T100000\nDTEND;TZID=Mars:20270607T110000\nEND:VEVENT", "text/calendar", "3 DTSTART /timeZone")]
    [InlineData("BEGIN:VEVENT\nSUMMARY:No end\nDTSTART:20270607T100000\nEND:VEVENT", "text/calendar", "1 end /end")]
    public async Task Tells_where_the_fault_is(string text, string type, string fault)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await SendAsync(app, text, type, "");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([fault], await FaultsAsync(response));
    }

    [Fact]
    public async Task Takes_no_other_kind_of_file()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await SendAsync(app, "{}", "application/json", "");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
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

    private static async Task<string[]> FaultsAsync(HttpResponseMessage response) =>
        [.. (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateArray()
            .Select(fault => $"{fault.GetProperty("line")} {(fault.TryGetProperty("column", out var column) ? column.GetString() : "")} {fault.GetProperty("path").GetString()}")
            .Order(StringComparer.Ordinal)];

    private static string[] Ids(JsonElement view, string kind) => [.. view.GetProperty(kind).EnumerateArray().Select(id => id.GetString()!)];

    private static async Task<JsonElement> ImportAsync(AppUnderTest app, string text, string type, string query = "")
    {
        using var response = await SendAsync(app, text, type, query);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static async Task<HttpResponseMessage> SendAsync(AppUnderTest app, string text, string type, string query)
    {
        using var content = new StringContent(text, new MediaTypeHeaderValue(type));
        return await app.Manager.PostAsync($"/api/activities/import{query}", content, Cancellation);
    }
}
