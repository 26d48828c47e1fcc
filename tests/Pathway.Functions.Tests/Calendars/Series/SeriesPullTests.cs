using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars.Series;

/// <summary>What people do to a series in Outlook, and series that they make there.</summary>
public sealed class SeriesPullTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_moved_in_Outlook_is_moved_in_the_catalogue()
    {
        await using var app = await TermAsync();
        var changes = app.Changes().Count;

        await MoveInOutlookAsync(app, (await app.DaysAsync())[2].Id, "2027-01-27");
        await app.PullAsync();
        await app.DrainAsync();

        var moved = Assert.Single((await RepeatsAsync(app)).GetProperty("moved").EnumerateArray());
        Assert.Equal(
            ("2027-01-26", "2027-01-27T10:00:00Z"), (moved.GetProperty("date").GetString(), moved.GetProperty("start").GetString()));
        Assert.Equal(changes, app.Changes().Count);
        Assert.True((await app.LedgerAsync("skills")).GetProperty("inStep").GetBoolean());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_day_called_off_in_Outlook_is_left_out_of_the_catalogue(bool isUntold)
    {
        await using var app = await TermAsync(new SimulatorModes { CancelledOccurrencesUntold = isUntold });

        await app.OutlookAsync("remove", new { eventId = (await app.DaysAsync())[2].Id });
        await app.PullAsync(whole: isUntold);
        await app.DrainAsync();

        Assert.Equal(
            ["2027-01-26", "2027-02-16"],
            (await RepeatsAsync(app)).GetProperty("except").EnumerateArray().Select(date => date.GetString()));
        Assert.True((await app.LedgerAsync("skills")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task The_catalogue_wins_over_a_day_where_it_moved_meanwhile()
    {
        await using var app = await TermAsync();
        await MoveInOutlookAsync(app, (await app.DaysAsync())[2].Id, "2027-01-27");
        await app.PutOnceAsync("skills", SeriesDriver.Term(body => body["repeats"] = SeriesDriver.Repeats(["2027-02-16", "2027-03-02"])));

        await app.PullAsync();
        await app.DrainAsync();

        Assert.Equal(SeriesDriver.Tuesdays("2027-02-16", "2027-03-02"), await app.StartsAsync());
        Assert.True((await app.LedgerAsync("skills")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Another_hour_of_the_whole_series_flows_back_and_keeps_the_holidays()
    {
        await using var app = await TermAsync();

        await MoveInOutlookAsync(app, await MasterAsync(app), "2027-01-12");
        await app.PullAsync();
        await app.DrainAsync();

        Assert.Equal("2027-01-12T10:00:00Z", (await app.ActivityAsync("skills")).GetProperty("start").GetString());
        Assert.Equal(11, (await app.StartsAsync()).Length);
        Assert.DoesNotContain("2027-02-16T10:00", await app.StartsAsync());
    }

    [Fact]
    public async Task Nothing_is_done_about_a_series_that_nobody_touched()
    {
        await using var app = await TermAsync();
        var changes = app.Changes().Count;

        await app.OutlookAsync(
            "respond", new { eventId = await MasterAsync(app), attendee = "staff@utc-leeds.example.org", response = "accepted" });
        await app.PullAsync();
        await app.DrainAsync();
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();

        Assert.Equal(changes, app.Changes().Count);
        var responses = (await app.LedgerAsync("skills")).GetProperty("responses");
        Assert.Equal(1, responses.GetProperty("utc-leeds").GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task Whoever_declines_one_date_is_told_of_for_that_date_alone()
    {
        await using var app = await TermAsync();
        await AnswerAsync(app, await MasterAsync(app), "accepted");
        await app.PullAsync();
        await AnswerAsync(app, (await app.DaysAsync())[2].Id, "declined");

        await app.PullAsync();

        var ledger = await app.LedgerAsync("skills");
        Assert.Equal(1, ledger.GetProperty("responses").GetProperty("utc-leeds").GetProperty("accepted").GetInt32());
        var date = Assert.Single(ledger.GetProperty("dates").EnumerateObject());
        Assert.Equal("2027-01-26", date.Name);
        Assert.Equal(
            (0, 1, 1),
            (Said(date, "accepted"), Said(date, "declined"), Said(date, "none")));
        Assert.True(ledger.GetProperty("inStep").GetBoolean());
        Assert.Contains("on Tue 26 January", await app.Manager.GetStringAsync("/activities/skills", Cancellation), StringComparison.Ordinal);

        // The whole calendar says the same; an answer to the series leaves it, and so does one that is taken back.
        await app.PullAsync(whole: true);
        await AnswerAsync(app, await MasterAsync(app), "tentativelyAccepted");
        await app.PullAsync();
        Assert.Equal(date.Value.GetRawText(), (await app.LedgerAsync("skills")).GetProperty("dates").GetProperty("2027-01-26").GetRawText());
        await AnswerAsync(app, (await app.DaysAsync())[2].Id, "tentativelyAccepted");
        await app.PullAsync();
        Assert.False((await app.LedgerAsync("skills")).TryGetProperty("dates", out _));

        static int Said(JsonProperty date, string answer) => date.Value.GetProperty("utc-leeds").GetProperty(answer).GetInt32();
    }

    [Fact]
    public async Task A_pull_that_is_told_of_nothing_new_costs_an_answered_date_no_storage()
    {
        await using var app = await TermAsync();
        await AnswerAsync(app, (await app.DaysAsync())[2].Id, "declined");
        await app.PullAsync();
        await app.PullAsync();
        var before = app.Outgoing.Count;
        await app.PullAsync();
        var quiet = app.Outgoing.Count - before;

        await using var plain = await TermAsync();
        await plain.PullAsync();
        await plain.PullAsync();
        before = plain.Outgoing.Count;
        await plain.PullAsync();

        Assert.Equal(plain.Outgoing.Count - before, quiet);
    }

    private static Task<JsonElement> AnswerAsync(AppUnderTest app, string eventId, string response) =>
        app.OutlookAsync("respond", new { eventId, attendee = "staff@utc-leeds.example.org", response });

    [Fact]
    public async Task A_series_deleted_in_Outlook_after_its_first_weeks_is_cancelled()
    {
        await using var app = await TermAsync(new SimulatorModes { DeletedStillAnswers = true });
        app.Time.SetUtcNow(new DateTimeOffset(2027, 3, 3, 9, 0, 0, TimeSpan.Zero));
        await app.PullAsync(whole: true);

        await app.OutlookAsync("remove", new { eventId = await MasterAsync(app) });
        await app.PullAsync();
        await app.DrainAsync();

        Assert.True((await app.FindAsync("skills"))!.IsCancelled);
    }

    [Fact]
    public async Task A_weekly_series_made_in_Outlook_is_adopted_with_its_changed_days()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var made = await MakeAsync(app, new { day = "tuesday", from = "2027-03-16", times = 6 });
        await app.OutlookAsync("remove", new { eventId = DayOf(made, 2) });
        await app.OutlookAsync(
            "edit",
            new { eventId = DayOf(made, 4), start = "2027-04-14T09:00:00", end = "2027-04-14T10:00:00", timeZone = "Europe/London" });

        await app.PullAsync();
        await app.DrainAsync();
        await app.PullAsync();
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();

        var activity = Assert.Single(
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items").EnumerateArray());
        var repeats = activity.GetProperty("repeats");
        Assert.Equal(["2027-03-30"], repeats.GetProperty("except").EnumerateArray().Select(date => date.GetString()));
        Assert.Equal("2027-04-14T09:00:00+01:00", repeats.GetProperty("moved")[0].GetProperty("start").GetString());
        Assert.Equal("2027-04-20", repeats.GetProperty("until").GetString());
        Assert.Equal(
            ["2027-03-16T10:00", "2027-03-23T10:00", "2027-04-06T09:00", "2027-04-14T08:00", "2027-04-20T09:00"], await app.StartsAsync());
        Assert.All(app.Graph.Mail, mail => Assert.Equal("invite", mail.Kind));
        Assert.True((await app.LedgerAsync(activity.GetProperty("id").GetString()!)).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task A_single_event_made_to_repeat_in_Outlook_repeats_in_the_catalogue()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("skills", SeriesDriver.Term(body => body["repeats"] = null));
        await app.PullAsync();

        await app.OutlookAsync("edit", new { eventId = await MasterAsync(app), recurrence = Weekly("endDate", "2027-02-02") });
        await app.PullAsync();
        await app.DrainAsync();

        Assert.Equal("2027-02-02", (await RepeatsAsync(app)).GetProperty("until").GetString());
        Assert.Equal(SeriesDriver.Tuesdays()[..4], await app.StartsAsync());
    }

    [Fact]
    public async Task A_single_event_made_to_repeat_for_ever_is_left_alone_with_a_note()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("skills", SeriesDriver.Term(body => body["repeats"] = null));
        await app.PullAsync();
        var changes = app.Changes().Count;

        await app.OutlookAsync("edit", new { eventId = await MasterAsync(app), recurrence = Weekly("noEnd", null) });
        await app.PullAsync();
        await app.DrainAsync();

        Assert.Equal(changes, app.Changes().Count);
        Assert.Contains(
            "only its first day", (await app.LedgerAsync("skills")).GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    private static Task<JsonElement> MoveInOutlookAsync(AppUnderTest app, string eventId, string day) => app.OutlookAsync(
        "edit", new { eventId, start = $"{day}T10:00:00", end = $"{day}T11:00:00", timeZone = "Europe/London" });

    private static object Weekly(string type, string? until) => new
    {
        pattern = new { type = "weekly", interval = 1, daysOfWeek = new[] { "tuesday" } },
        range = until is null ? (object)new { type, startDate = "2027-01-12" } : new { type, startDate = "2027-01-12", endDate = until },
    };

    private static Task<JsonElement> MakeAsync(AppUnderTest app, object weekly) => app.OutlookAsync(
        "series", new { mailbox = SeriesDriver.Mailbox, subject = "Office hour", category = "Pathway", weekly });

    private static string DayOf(JsonElement made, int number) =>
        made.GetProperty("occurrences")[number].GetProperty("eventId").GetString()!;

    private static async Task<JsonElement> RepeatsAsync(AppUnderTest app) =>
        (await app.ActivityAsync("skills")).GetProperty("repeats");

    private static async Task<string> MasterAsync(AppUnderTest app) =>
        (await app.EventsAsync())[0].GetProperty("id").GetString()!;

    private static async Task<AppUnderTest> TermAsync(SimulatorModes? modes = null)
    {
        var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = modes ?? new SimulatorModes();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("skills", SeriesDriver.Term());
        await app.PullAsync();
        return app;
    }
}
