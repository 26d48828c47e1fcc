using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>What Exchange does where its documentation says nothing, or something kinder.</summary>
public sealed class StrictExchangeTests
{
    private const string Mailbox = "pathway@digital-health.example.org";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leaves_room_in_an_event_for_those_invited_by_hand()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync(
            "utc-leeds",
            new { name = "Leeds", audience = Enumerable.Range(1, 500).Select(number => $"group-{number:D3}@utc-leeds.example.org").ToArray() });
        await app.OutlookAsync(
            "edit",
            new { mailbox = Mailbox, subject = "Robots", start = "2026-12-09T10:00:00", end = "2026-12-09T11:00:00", timeZone = "Europe/London", categories = new[] { "Pathway" }, attendees = new[] { "surgeon@hospital.example.org" } });

        await app.PullAsync();
        await app.DrainAsync();

        var events = await app.EventsAsync();
        Assert.Equal([1, 500], events.Select(item => item.Attendees().Length).Order());
        Assert.Equal(501, events.SelectMany(item => item.Attendees()).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(app.Graph.Requests, request => request.Status == 400);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Notices_a_deletion_though_the_event_goes_on_answering(bool whole)
    {
        await using var app = await CalendarDriver.PlannedAsync(new SimulatorModes { DeletedStillAnswers = true });
        await app.PullAsync();
        await app.OutlookAsync("remove", new { eventId = await app.FirstEventAsync() });

        await app.Get<CalendarPull>().RunAsync(whole, Cancellation);
        await app.DrainAsync();

        Assert.True((await app.FindAsync("hospital-ai"))!.IsCancelled);
        Assert.Equal(
            "cancelled",
            (await app.LedgerAsync("hospital-ai")).GetProperty("shards")[0].GetProperty("state").GetString());
        Assert.Equal(2, app.Graph.Mail.Count(mail => mail.Kind == "cancel"));
    }

    [Fact]
    public async Task Takes_an_event_that_cannot_be_deleted_again_for_gone()
    {
        await using var app = await CalendarDriver.PlannedAsync(new SimulatorModes { DeletedStillAnswers = true });
        await app.OutlookAsync("remove", new { eventId = await app.FirstEventAsync() });

        await app.CancelAsync("hospital-ai");
        await app.DrainAsync();

        var ledger = await app.LedgerAsync("hospital-ai");
        Assert.Contains(app.Graph.Requests, request => request.Status == 403);
        Assert.Equal(
            ("cancelled", ""),
            (ledger.GetProperty("shards")[0].GetProperty("state").GetString(), ledger.GetProperty("why").GetString()));
    }

    [Fact]
    public async Task Tries_again_at_once_after_a_conflict_that_passes()
    {
        await using var app = await CalendarDriver.PlannedAsync(new SimulatorModes());
        app.Graph.Modes = new SimulatorModes { ConflictPercent = 50, Seed = 3 };

        for (var day = 3; day < 9; day++)
        {
            var at = day;
            await app.PlanAsync(
                "hospital-ai",
                CalendarDriver.Masterclass(body => (body["start"], body["end"]) = ($"2026-12-0{at}T14:00:00", $"2026-12-0{at}T15:00:00")));
            app.Time.Advance(TimeSpan.FromMinutes(2));
            await app.SyncAsync("hospital-ai");
        }

        Assert.Contains(app.Graph.Requests, request => request.Status == 412);
        Assert.Equal(
            "2026-12-08T14:00:00.0000000",
            (await app.EventsAsync())[0].GetProperty("start").GetProperty("dateTime").GetString());
        Assert.True((await app.LedgerAsync("hospital-ai")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Leaves_a_series_without_an_end_alone_and_says_why()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.OutlookAsync(
            "series",
            new
            {
                mailbox = Mailbox,
                subject = "Office hour",
                category = "Pathway",
                weekly = new { day = "tuesday", from = "2026-12-01" },
            });

        await app.PullAsync();
        await app.DrainAsync();
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();

        var calendar = await app.Manager.GetFromJsonAsync<JsonElement>("/api/calendar", Cancellation);
        Assert.Empty(
            (await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation)).GetProperty("items").EnumerateArray());
        Assert.Empty(app.Graph.Mail);
        var left = Assert.Single(calendar.GetProperty("leftAlone").EnumerateArray());
        Assert.Equal("Office hour", left.GetProperty("subject").GetString());
        Assert.Contains("repeats", left.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var health = await app.DetailAsync("calendar");
        Assert.Contains("1 events in Outlook are left alone", health, StringComparison.Ordinal);
        Assert.DoesNotContain("Office hour", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_a_subject_before_Exchange_does()
    {
        await using var app = await AppUnderTest.StartAsync(CalendarDriver.MilestoneEntries);
        app.Graph.Modes = new SimulatorModes { TruncateSubject = true };
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("robots", CalendarDriver.Masterclass(body =>
        {
            (body["kind"], body["title"]) = ("project", new string('r', 199));
            body["milestones"] = new[] { new { title = new string('m', 150), at = "2026-12-10" } };
        }));
        var changes = app.Changes().Count;

        foreach (var item in await app.EventsAsync())
            await app.OutlookAsync(
                "respond",
                new { eventId = item.GetProperty("id").GetString(), attendee = "staff@utc-leeds.example.org", response = "accepted" });
        await app.PullAsync();
        await app.DrainAsync();
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();

        Assert.Equal(255, (await app.EventsAsync()).Max(item => item.GetProperty("subject").GetString()!.Length));
        Assert.Equal(changes, app.Changes().Count);
        Assert.True((await app.LedgerAsync("robots")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Accepts_what_Exchange_changes_twice_and_says_so()
    {
        await using var app = await CalendarDriver.PlannedAsync(new SimulatorModes());
        await app.PullAsync();
        for (var times = 0; times < 3; times++)
        {
            await app.OutlookAsync("edit", new { eventId = await app.FirstEventAsync(), hideAttendees = false });
            await app.PullAsync();
            await app.DrainAsync();
        }

        var changes = app.Changes().Count(request => request.Method == "PATCH" && request.Path.Contains("/events/", StringComparison.Ordinal));
        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();

        Assert.Equal(1, changes);
        Assert.Equal(changes, app.Changes().Count(request => request.Method == "PATCH" && request.Path.Contains("/events/", StringComparison.Ordinal)));
        var ledger = await app.LedgerAsync("hospital-ai");
        Assert.True(ledger.GetProperty("inStep").GetBoolean());
        Assert.Contains("left as Exchange has it", ledger.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_nothing_twice_where_Exchange_strips_marks()
    {
        await using var app = await CalendarDriver.PlannedAsync(new SimulatorModes { StripBodyMarks = true });

        await app.PlanAsync(
            "hospital-ai", CalendarDriver.Masterclass(body => body["description"] = "Bring questions."));

        var content = (await app.EventsAsync())[0].GetProperty("body").GetProperty("content").GetString()!;
        Assert.DoesNotContain("radiologists", content, StringComparison.Ordinal);
        Assert.Equal(2, content.Split("Bring questions.").Length);
    }

    [Theory]
    [InlineData("ErrorNonExistentMailbox", "NoMailbox")]
    [InlineData("ErrorItemNotFound", "Gone")]
    [InlineData("", "Unknown")]
    public void Judges_a_404_by_its_code(string code, string kind)
    {
        var error = new Microsoft.Graph.Models.ODataErrors.ODataError { ResponseStatusCode = 404, Error = new() { Code = code } };

        Assert.Equal(kind, Functions.Graph.GraphFault.From(error, Cancellation)!.Kind.ToString());
    }
}
