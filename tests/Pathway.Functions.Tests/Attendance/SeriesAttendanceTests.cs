using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Calendars.Series;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Attendance;

/// <summary>Attendance of an activity that repeats, date by date.</summary>
public sealed class SeriesAttendanceTests
{
    // Each run has a simulator of its own, which gives meetings and reports ids of its own; a mark is random.
    private static readonly string[] Moments =
    [
        "Attendance.Batches", "Attendance.Meeting", "Attendance.Id", "Invitations.JoinUrl", "Invitations.Mark",
        "Invitations.Shares", "Invitations.Sent",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_session_counts_on_its_date_and_once()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);
        await AttendAsync(app, 0, "ada@utc-leeds.example.org");
        await CollectAsync(app);
        app.Time.SetUtcNow(new DateTimeOffset(2027, 1, 19, 16, 0, 0, TimeSpan.Zero));
        await AttendAsync(app, 1, "ada@utc-leeds.example.org", "grace@utc-leeds.example.org");
        await CollectAsync(app);
        await CollectAsync(app);

        Assert.Equal(
            ["2027-01-12: 1 events, 1 learners", "2027-01-19: 2 events, 2 learners"], await FiguresAsync(app));
        var view = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/skills/attendance", Cancellation);
        Assert.Equal(2, view.GetProperty("reports").GetInt32());
        Assert.Equal(
            ["2027-01-12", "2027-01-19"],
            view.GetProperty("occurrences").EnumerateArray().Select(one => one.GetProperty("date").GetString()));
    }

    [Fact]
    public async Task A_date_that_was_moved_counts_on_the_day_it_was_held()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app, moved: [SeriesDriver.Moved("2027-01-19", "2027-01-21T09:00:00")]);
        app.Time.SetUtcNow(new DateTimeOffset(2027, 1, 21, 12, 0, 0, TimeSpan.Zero));
        await AttendAsync(app, 1, "ada@utc-leeds.example.org");

        await CollectAsync(app);

        Assert.Equal(["2027-01-21: 1 events, 1 learners"], await FiguresAsync(app));
    }

    [Fact]
    public async Task Encounters_are_told_by_date_and_last_as_long_as_one()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);
        await AttendAsync(app, 0, "ada@utc-leeds.example.org");
        await CollectAsync(app);
        app.Time.SetUtcNow(new DateTimeOffset(2027, 1, 19, 16, 0, 0, TimeSpan.Zero));
        await AttendAsync(app, 1, "ada@utc-leeds.example.org");
        await CollectAsync(app);

        var csv = await app.Manager.GetStringAsync(
            "/api/reports/encounters.csv?college=utc-leeds&from=2027-01-01&to=2027-01-31", Cancellation);

        var rows = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(',')).ToList();
        Assert.Equal(["2027-01-12", "2027-01-19"], rows.Select(row => row[2]));
        Assert.All(rows, row => Assert.Contains("60", row));
    }

    [Fact]
    public async Task A_sheet_names_the_date_where_there_were_several()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app, online: false);
        using var single = await DropAsync(app, "activity,learner,minutes\nskills,1,45\n");
        app.Time.SetUtcNow(new DateTimeOffset(2027, 1, 20, 9, 0, 0, TimeSpan.Zero));

        using var unclear = await DropAsync(app, "activity,learner,minutes\nskills,1,30\n");
        using var dated = await DropAsync(
            app,
            "activity,date,learner,minutes\nskills,19/01/2027,1,30\nskills,2027-01-12,1,45\n"
            + "skills,26/01/2027,1,5\nskills,20/01/2027,1,5\n");
        await app.DrainAsync();

        Assert.Equal((202, 400, 202), ((int)single.StatusCode, (int)unclear.StatusCode, (int)dated.StatusCode));
        Assert.Contains("several dates", await unclear.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        var view = await dated.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(2, view.GetProperty("accepted").GetInt32());
        Assert.Equal(
            ["4 date has not begun yet.", "5 date is no date on which the activity was held."],
            view.GetProperty("faults").EnumerateArray()
                .Select(fault => $"{fault.GetProperty("line")} {fault.GetProperty("column")} {fault.GetProperty("reason")}"));
        Assert.Equal(["2027-01-12: 1 events, 1 learners", "2027-01-19: 1 events, 1 learners"], await FiguresAsync(app));
    }

    [Fact]
    public async Task The_digest_lists_the_dates_of_the_week()
    {
        await using var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app, moved: [SeriesDriver.Moved("2027-01-26", "2027-01-27T09:00:00")]);
        app.Time.SetUtcNow(new DateTimeOffset(2027, 1, 18, 7, 30, 0, TimeSpan.Zero));

        var html = await app.Manager.GetStringAsync("/api/digests/2027-W02/utc-leeds", Cancellation);

        var digest = Regex.Replace(html, "<[^>]*>|\\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(5));
        digest = Regex.Replace(digest, " +", " ", RegexOptions.None, TimeSpan.FromSeconds(5));
        Assert.Contains("Tue 19 Jan Clinical skills", digest, StringComparison.Ordinal);
        Assert.Contains("Wed 27 Jan Clinical skills", digest, StringComparison.Ordinal);
        Assert.DoesNotContain("26 Jan", digest, StringComparison.Ordinal);
    }

    [Fact]
    public Task Collecting_two_dates_survives_every_fault() => FaultSweep.RunAsync(
        new Scenario(
            "collect attendance of a series",
            async app =>
            {
                app.Graph.Modes = StrictExchange.Modes;
                await ArrangeAsync(app);
                app.Time.SetUtcNow(new DateTimeOffset(2027, 1, 19, 15, 30, 0, TimeSpan.Zero));
                await AttendAsync(app, 0, "ada@utc-leeds.example.org");
                await AttendAsync(app, 1, "grace@utc-leeds.example.org");
            },
            async app =>
            {
                await app.Host.InvokeAsync("CollectAttendance");
                for (var tries = 0; tries < 4; tries++)
                    await app.Host.PumpQueueOnceAsync(app.Storage.QueueNames.Facts);
            })
        {
            Ignore = Moments,
        },
        TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task ArrangeAsync(AppUnderTest app, bool online = true, object[]? moved = null)
    {
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("skills", SeriesDriver.Term(body =>
        {
            body["online"] = online;
            body["repeats"] = SeriesDriver.Repeats(moved: moved);
        }));
        app.Time.SetUtcNow(new DateTimeOffset(2027, 1, 12, 16, 0, 0, TimeSpan.Zero));
    }

    private static async Task AttendAsync(AppUnderTest app, int date, params string[] people) => await app.OutlookAsync(
        "attend",
        new { eventId = (await app.DaysAsync())[date].Id, records = people.Select(email => new { email, seconds = 1_800 }) });

    private static async Task CollectAsync(AppUnderTest app)
    {
        await app.Host.InvokeAsync("CollectAttendance");
        await app.DrainAsync();
    }

    private static async Task<HttpResponseMessage> DropAsync(AppUnderTest app, string sheet)
    {
        using var content = new StringContent(sheet, Encoding.UTF8, "text/csv");
        return await app.Manager.PostAsync("/api/colleges/utc-leeds/attendance", content, Cancellation);
    }

    private static async Task<string[]> FiguresAsync(AppUnderTest app) =>
    [
        .. (await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/engagement?by=day&college=utc-leeds&from=2027-01-01&to=2027-01-31", Cancellation))
            .GetProperty("rows").EnumerateArray()
            .Select(row => $"{row.GetProperty("key")}: {row.GetProperty("events")} events, {row.GetProperty("learners")} learners"),
    ];
}
