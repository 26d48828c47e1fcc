using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Http;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Attendance;

/// <summary>Attendance as a tutor keeps it: a sheet of activity, learner and minutes.</summary>
public sealed class AttendanceSheetTests
{
    private const string Sheet = "activity,learner,minutes\r\ngenomics,jo@utc-leeds.example.org,45\r\ngenomics,1234,60\r\nThe ward of tomorrow,jo@utc-leeds.example.org,30\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_tells_in_words_what_would_be_counted_and_counts_nothing()
    {
        await using var app = await HeldAsync();

        using var answer = await DropAsync(app.Manager, Sheet, "?dryRun=true");
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var view = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(
            (true, 3, 0),
            (view.GetProperty("dryRun").GetBoolean(), view.GetProperty("accepted").GetInt32(), view.GetProperty("faults").GetArrayLength()));
        Assert.Equal(
            ["How a hospital uses AI, Wed 18 November 2026, 10:00–11:00: 2 learners, 105 minutes in all, from 45 to 60 each", "The ward of tomorrow, Wed 18 November 2026, 10:00–11:00: 1 learner, 30 minutes in all, 30 each"],
            view.GetProperty("entries").EnumerateArray().Select(entry => $"{entry.GetProperty("title")}, {entry.GetProperty("when")}: {entry.GetProperty("words")}"));
        Assert.Empty(await FiguresAsync(app));
    }

    [Fact]
    public async Task Is_counted_once_however_often_it_is_dropped()
    {
        await using var app = await HeldAsync();
        var coordinator = app.As("tutor@utc-leeds.example.org", Caller.CoordinatorRole);

        using var first = await DropAsync(coordinator, Sheet);
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromDays(1));
        using var second = await DropAsync(coordinator, Sheet);
        await app.DrainAsync();
        using var preview = await DropAsync(coordinator, Sheet, "?dryRun=true");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Equal(
            ["genomics: 2 events, 105 minutes, 2 learners", "ward: 1 events, 30 minutes, 1 learners"],
            await FiguresAsync(app));
        var log = (await app.Manager.GetFromJsonAsync<JsonElement>("/api/colleges/utc-leeds/deliveries", Cancellation))
            .GetProperty("items")
            .EnumerateArray();
        Assert.Equal(
            ["sheet: 0 new, 3 repeated", "sheet: 3 new, 0 repeated"],
            log.Select(line => $"{line.GetProperty("dialect")}: {line.GetProperty("new")} new, {line.GetProperty("repeated")} repeated"));
        Assert.EndsWith(
            "; all counted already",
            (await preview.Content.ReadFromJsonAsync<JsonElement>(Cancellation))
                .GetProperty("entries")[0]
                .GetProperty("words")
                .GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_good_lines_and_names_the_line_and_column_of_the_others()
    {
        await using var app = await HeldAsync();
        await app.PutOnceAsync("later", CalendarDriver.Masterclass(body => body["title"] = "Later"));
        await app.JoinAsync("utc-hull");
        await app.PutOnceAsync(
            "theirs", Held(body => (body["title"], body["audience"]) = ("Theirs", new[] { "utc-hull" })));
        var sheet = "Activity;Learner;Minutes\nGENOMICS;jo@utc-leeds.example.org;45\n;ada@utc-leeds.example.org;45\ngenomics;;45\ngenomics;ada@utc-leeds.example.org;an hour\n"
            + "genomics;ada@utc-leeds.example.org;1441\nlater;ada@utc-leeds.example.org;10\ntheirs;ada@utc-leeds.example.org;10\ngenomics; mailto:JO@utc-leeds.example.org;45\ngenomics;jo@utc-leeds.example.org;50\ngenomics;mailto:;5\n";

        using var answer = await DropAsync(app.Manager, sheet);
        await app.DrainAsync();

        var view = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(1, view.GetProperty("accepted").GetInt32());
        Assert.Equal(
            ["3 activity", "4 learner", "5 minutes", "6 minutes", "7 activity", "8 activity", "10 minutes", "11 learner"],
            view.GetProperty("faults").EnumerateArray().Select(fault => $"{fault.GetProperty("line")} {fault.GetProperty("column")}"));
        Assert.Contains(
            "has not begun", view.GetProperty("faults")[4].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ada", view.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["genomics: 1 events, 45 minutes, 1 learners"], await FiguresAsync(app));
    }

    [Fact]
    public async Task Other_minutes_for_what_was_counted_are_told_and_are_no_dead_letter()
    {
        await using var app = await HeldAsync();
        (await DropAsync(app.Manager, Sheet)).Dispose();
        await app.DrainAsync();

        using var answer = await DropAsync(app.Manager, Sheet.Replace(",45", ",50", StringComparison.Ordinal));
        await app.DrainAsync();

        var view = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(
            (2, "2 minutes"),
            (view.GetProperty("accepted").GetInt32(), string.Join(' ', view.GetProperty("faults").EnumerateArray().Select(fault => $"{fault.GetProperty("line")} {fault.GetProperty("column")}"))));
        Assert.Equal(
            0,
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/dead-letters", Cancellation)).GetProperty("items").GetArrayLength());
        Assert.Contains("genomics: 2 events, 105 minutes, 2 learners", await FiguresAsync(app));
    }

    [Fact]
    public async Task Reads_a_workbook()
    {
        await using var app = await HeldAsync();
        var book = new Workbook().Sheet(
            Workbook.Row(
                1, Workbook.Text("A1", "Activity"), Workbook.Text("B1", "Learner"), Workbook.Text("C1", "Minutes"))
            + Workbook.Row(2, Workbook.Text("A2", "genomics"), "<c r=\"B2\"><v>1234</v></c>", "<c r=\"C2\"><v>45</v></c>")).ToBytes();
        using var content = new ByteArrayContent(book) { Headers = { ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") } };

        using var answer = await app.Manager.PostAsync("/api/colleges/utc-leeds/attendance", content, Cancellation);
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(["genomics: 1 events, 45 minutes, 1 learners"], await FiguresAsync(app));
    }

    /// <summary>Who is known to a college's systems by the same name is the same learner here.</summary>
    [Fact]
    public async Task A_learner_of_a_sheet_is_the_learner_of_the_college_s_systems()
    {
        await using var app = await HeldAsync();
        using var sent = await CollegeSystem.Known(app).PostAsync(
            CollegeSystem.Event("1", "pathway.activity.attended", new { activity = "genomics", learner = "JO@utc-leeds.example.org", minutes = 10 }, "2026-11-18T10:00:00Z"));
        (await DropAsync(app.Manager, Sheet)).Dispose();
        await app.DrainAsync();

        Assert.Contains("genomics: 3 events, 115 minutes, 2 learners", await FiguresAsync(app));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("name,email\r\nJo,jo@utc-leeds.example.org\r\n", HttpStatusCode.BadRequest)]
    [InlineData("activity,minutes\r\ngenomics,45\r\n", HttpStatusCode.BadRequest)]
    [InlineData("activity,learner,minutes\r\n", HttpStatusCode.BadRequest)]
    [InlineData("%PDF-1.7", HttpStatusCode.BadRequest)]
    public async Task What_holds_nothing_to_take_is_refused_with_its_faults(string sheet, HttpStatusCode status)
    {
        await using var app = await HeldAsync();

        using var answer = await DropAsync(app.Manager, sheet);

        Assert.Equal(
            (status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(0, problem.GetProperty("accepted").GetInt32());
        Assert.NotEqual(0, problem.GetProperty("faults").GetArrayLength());
        Assert.NotEqual("", problem.GetProperty("errors")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Has_the_limits_of_a_delivery_and_is_for_the_college_s_own_people()
    {
        await using var app = await HeldAsync();
        await app.JoinAsync("utc-hull");
        var many = "activity,learner,minutes\n" + string.Concat(
            Enumerable.Range(0, 501).Select(i => $"genomics,{i},45\n"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(app.Manager, many));
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, await StatusAsync(app.Manager, Sheet + new string(',', 1024 * 1024)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(app.Manager, "{}", "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(app.Manager, Sheet, query: "?dryRun=perhaps"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app.Manager, Sheet, college: "utc-york"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Client, Sheet));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await StatusAsync(app.As("tutor@utc-hull.example.org", Caller.CoordinatorRole), Sheet));
        Assert.Empty(await FiguresAsync(app));
    }

    [Fact]
    public async Task Spends_the_college_s_quota()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds", new { name = "UTC Leeds", eventsPerMinute = 4 });
        await app.PutOnceAsync("genomics", Held());
        await app.PutOnceAsync("ward", Held(body => body["title"] = "The ward of tomorrow"));

        using var first = await DropAsync(app.Manager, Sheet);
        using var second = await DropAsync(app.Manager, Sheet);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
        Assert.NotNull(second.Headers.RetryAfter);
    }

    [Fact]
    public async Task No_identifier_leaves_the_file()
    {
        await using var app = await HeldAsync();
        const string Marked = "activity,learner,minutes\ngenomics,zaphod.beeblebrox@utc-leeds.example.org,45\ngenomics,98765432,forty\nzaphod,98765432,5\n";

        using var answer = await DropAsync(app.Manager, Marked);
        var queued = (await app.Storage.Queue(names => names.Facts).PeekMessagesAsync(32, Cancellation)).Value.Select(
            message => message.Body.ToString());
        var seen = string.Join(
            '\n', [await answer.Content.ReadAsStringAsync(Cancellation), .. queued, .. app.Log.Lines]);
        await app.DrainAsync();

        seen += await AppState.ReadAsync(app, []);
        Assert.Contains("pathway", seen, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            new[] { "zaphod", "beeblebrox", "98765432" },
            mark => Assert.DoesNotContain(mark, seen, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public Task A_sheet_converges_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "take and record an attendance sheet",
            async app =>
            {
                await app.JoinAsync("utc-leeds");
                await app.PutOnceAsync("genomics", Held());
                await app.PutOnceAsync("ward", Held(body => body["title"] = "The ward of tomorrow"));
                await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
            },
            async app =>
            {
                await CollegeSystem.RepeatAsync(() => DropAsync(app.Manager, Sheet));
                await app.DrainAsync();
            }),
        TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task<AppUnderTest> HeldAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("genomics", Held());
        await app.PutOnceAsync("ward", Held(body => body["title"] = "The ward of tomorrow"));
        return app;
    }

    private static Dictionary<string, object?> Held(
        Action<Dictionary<string, object?>>? change = null) => CalendarDriver.Masterclass(body =>
    {
        (body["start"], body["end"], body["online"]) = ("2026-11-18T10:00:00", "2026-11-18T11:00:00", false);
        change?.Invoke(body);
    });

    private static async Task<HttpStatusCode> StatusAsync(
        HttpClient caller, string sheet, string type = "text/csv", string query = "", string college = "utc-leeds")
    {
        using var response = await DropAsync(caller, sheet, query, type, college);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> DropAsync(
        HttpClient caller, string sheet, string query = "", string type = "text/csv", string college = "utc-leeds")
    {
        using var content = new StringContent(sheet, Encoding.UTF8, type);
        return await caller.PostAsync($"/api/colleges/{college}/attendance{query}", content);
    }

    private static async Task<string[]> FiguresAsync(AppUnderTest app) =>
    [
        .. (await app.Manager.GetFromJsonAsync<JsonElement>("/api/engagement?by=activity&college=utc-leeds&from=2026-11-01&to=2026-12-31", Cancellation)).GetProperty("rows").EnumerateArray()
            .Select(
                row => $"{row.GetProperty("key")}: {row.GetProperty("events")} events, {row.GetProperty("minutes")} minutes, {row.GetProperty("learners")} learners"),
    ];
}
