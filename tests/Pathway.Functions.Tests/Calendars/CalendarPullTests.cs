using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class CalendarPullTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_the_answers_of_each_college()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds", "utc-york");
        var id = await app.FirstEventAsync();
        await app.OutlookAsync(
            "respond", new { eventId = id, attendee = "staff@utc-leeds.example.org", response = "accepted" });
        await app.OutlookAsync(
            "respond",
            new { eventId = id, attendee = "sixth-form@utc-leeds.example.org", response = "tentativelyAccepted" });
        await app.OutlookAsync(
            "respond", new { eventId = id, attendee = "staff@utc-york.example.org", response = "declined" });

        var before = (await app.LedgerAsync("hospital-ai")).GetProperty("responses");
        await app.PullAsync();
        var after = (await app.LedgerAsync("hospital-ai")).GetProperty("responses");

        Assert.Equal("""{"accepted":0,"declined":0,"tentative":0,"none":2}""", before.GetProperty("utc-leeds").GetRawText());
        Assert.Equal("""{"accepted":1,"declined":0,"tentative":1,"none":0}""", after.GetProperty("utc-leeds").GetRawText());
        Assert.Equal("""{"accepted":0,"declined":1,"tentative":0,"none":1}""", after.GetProperty("utc-york").GetRawText());
    }

    [Fact]
    public async Task Takes_over_a_time_and_a_title_edited_in_Outlook()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        await app.OutlookAsync(
            "edit",
            new { eventId = await app.FirstEventAsync(), subject = "How two hospitals use AI", start = "2026-12-04T13:00:00", end = "2026-12-04T14:30:00" });
        var requests = app.Changes().Count;

        await app.PullAsync();
        await app.DrainAsync();

        var activity = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/hospital-ai", Cancellation);
        Assert.Equal("How two hospitals use AI", activity.GetProperty("title").GetString());
        Assert.Equal("2026-12-04T13:00:00Z", activity.GetProperty("start").GetString());
        Assert.Equal(requests, app.Changes().Count);
        Assert.True((await app.LedgerAsync("hospital-ai")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Outvotes_an_edit_when_the_catalogue_has_moved_since_and_says_so()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        await app.OutlookAsync(
            "edit",
            new { eventId = await app.FirstEventAsync(), start = "2026-12-04T13:00:00", end = "2026-12-04T14:30:00" });
        await app.PutOnceAsync(
            "hospital-ai",
            CalendarDriver.Masterclass(body => (body["start"], body["end"]) = ("2026-12-03T09:00:00", "2026-12-03T10:00:00")));

        await app.PullAsync();
        await app.DrainAsync();

        Assert.Equal(
            "2026-12-03T09:00:00.0000000",
            (await app.EventsAsync())[0].GetProperty("start").GetProperty("dateTime").GetString());
        var ledger = await app.LedgerAsync("hospital-ai");
        Assert.True(ledger.GetProperty("inStep").GetBoolean());
        Assert.Contains("Outlook", ledger.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_take_a_meeting_that_cannot_be_taken_away_for_one_wanted_again()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass(body => body["online"] = false));
        await app.PullAsync();
        await app.OutlookAsync("edit", new { eventId = await app.FirstEventAsync(), subject = "In the hospital" });

        await app.PullAsync();

        var activity = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/hospital-ai", Cancellation);
        Assert.Equal(
            ("In the hospital", false),
            (activity.GetProperty("title").GetString(), activity.GetProperty("online").GetBoolean()));
    }

    [Fact]
    public async Task Outvotes_an_edit_to_a_year_that_nothing_can_be_planned_in()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        await app.OutlookAsync(
            "edit",
            new { eventId = await app.FirstEventAsync(), start = "2206-12-02T10:00:00", end = "2206-12-02T11:00:00" });
        await app.OutlookAsync(
            "edit",
            new { mailbox = "pathway@digital-health.example.org", subject = "Endless", start = "2026-12-09T10:00:00", end = "2206-12-09T11:00:00", timeZone = "Europe/London", categories = new[] { "Pathway" } });

        await app.PullAsync();
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
        await app.DrainAsync();

        var activity = Assert.Single(
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items").EnumerateArray());
        Assert.Equal("2026-12-02T10:00:00Z", activity.GetProperty("start").GetString());
    }

    [Fact]
    public async Task Cancels_what_was_deleted_in_Outlook()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        await app.OutlookAsync("remove", new { eventId = await app.FirstEventAsync() });

        await app.PullAsync();
        await app.DrainAsync();

        Assert.True((await app.FindAsync("hospital-ai"))!.IsCancelled);
        Assert.Equal(
            "cancelled",
            (await app.LedgerAsync("hospital-ai")).GetProperty("shards")[0].GetProperty("state").GetString());
        Assert.Equal(2, app.Graph.Mail.Count(mail => mail.Kind == "cancel"));
    }

    [Fact]
    public async Task Stops_before_many_cancellations_and_goes_on_when_they_are_confirmed()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await PlanSevenAsync(app);
        foreach (var item in (await app.EventsAsync()).Take(3))
            await app.OutlookAsync("remove", new { eventId = item.GetProperty("id").GetString() });

        await app.PullAsync();
        var stopped = await app.LedgerAsync("hospital-ai");
        using var confirmed = await app.Manager.PostAsync("/api/calendar/confirm-cancellations", null, Cancellation);
        var view = await confirmed.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

        Assert.Equal("missing", stopped.GetProperty("shards")[0].GetProperty("state").GetString());
        Assert.Contains("Outlook", stopped.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["class-1", "class-2", "hospital-ai"],
            view.GetProperty("cancelled").EnumerateArray().Select(id => id.GetString()));
        Assert.True((await app.FindAsync("class-1"))!.IsCancelled);
        Assert.False((await app.FindAsync("class-3"))!.IsCancelled);
    }

    [Fact]
    public async Task Makes_deleted_events_again_when_the_manager_says_so()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await PlanSevenAsync(app);
        foreach (var item in await app.EventsAsync())
            await app.OutlookAsync("remove", new { eventId = item.GetProperty("id").GetString() });
        await app.PullAsync();

        using var restored = await app.Manager.PostAsync("/api/calendar/restore-cancellations", null, Cancellation);
        await app.DrainAsync();

        Assert.Equal(8, (await app.EventsAsync()).Count);
        Assert.True((await app.LedgerAsync("class-3")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Adopts_an_event_made_by_hand_with_the_programmes_category()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.OutlookAsync(
            "edit",
            new { mailbox = "pathway@digital-health.example.org", subject = "Robots in theatre", start = "2026-12-09T10:00:00", end = "2026-12-09T11:00:00", timeZone = "Europe/London", isOnlineMeeting = true, categories = new[] { "Pathway" } });
        await app.OutlookAsync(
            "edit",
            new { mailbox = "pathway@digital-health.example.org", subject = "Dentist", start = "2026-12-09T15:00:00", end = "2026-12-09T16:00:00", timeZone = "Europe/London" });

        await app.PullAsync();
        await app.DrainAsync();
        await app.PullAsync();
        await app.DrainAsync();

        var list = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation);
        var adopted = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("masterclass", "Robots in theatre", "2026-12-09T10:00:00Z"),
            (adopted.GetProperty("kind").GetString(), adopted.GetProperty("title").GetString(), adopted.GetProperty("start").GetString()));
        var events = await app.EventsAsync();
        Assert.Equal(2, events.Count);
        Assert.Equal(
            ["sixth-form@utc-leeds.example.org", "staff@utc-leeds.example.org"],
            events.Single(item => item.GetProperty("subject").GetString() == "Robots in theatre").Attendees());
        Assert.Equal(2, app.Graph.Mail.Count);
        Assert.True((await app.LedgerAsync(adopted.GetProperty("id").GetString()!)).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Keeps_a_speaker_whom_the_manager_invited_by_hand()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        var attendees = (await app.EventsAsync())[0].Attendees().Append("speaker@hospital.example.org");
        await app.OutlookAsync("edit", new { eventId = await app.FirstEventAsync(), attendees });
        await app.PullAsync();

        using var left = await app.Manager.DeleteAsync("/api/colleges/utc-leeds", Cancellation);
        await app.DrainAsync();

        Assert.Equal(["speaker@hospital.example.org"], (await app.EventsAsync())[0].Attendees());
    }

    private static async Task PlanSevenAsync(AppUnderTest app)
    {
        for (var number = 1; number <= 7; number++)
            await app.PlanAsync(
                $"class-{number}", CalendarDriver.Masterclass(body => body["title"] = $"Class {number}"));
        await app.PullAsync();
    }
}
