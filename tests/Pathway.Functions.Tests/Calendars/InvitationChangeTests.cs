using System.Text.Json;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class InvitationChangeTests
{
    [Fact]
    public async Task Moves_with_one_request_that_says_nothing_else()
    {
        await using var app = await StartAsync();
        var requests = app.Graph.Requests.Count;

        await app.PlanAsync(
            "hospital-ai",
            CalendarDriver.Masterclass(body => (body["start"], body["end"]) = ("2026-12-03T14:00:00", "2026-12-03T15:00:00")));

        Assert.Equal(requests + 1, app.Graph.Requests.Count);
        Assert.Equal(
            ["end", "singleValueExtendedProperties", "start"],
            app.Changes()[^1].Body!.AsObject().Select(member => member.Key).Where(name => name[0] != '@').Order(StringComparer.Ordinal));
        Assert.Equal(
            "2026-12-03T14:00:00.0000000",
            (await app.EventsAsync())[0].GetProperty("start").GetProperty("dateTime").GetString());
    }

    [Fact]
    public async Task Describes_anew_and_leaves_the_Teams_block_byte_for_byte()
    {
        await using var app = await StartAsync();
        var before = await BodyAsync(app);
        var block = before[before.IndexOf("<br>\r\n<div style", StringComparison.Ordinal)..];

        await app.PlanAsync(
            "hospital-ai", CalendarDriver.Masterclass(body => body["description"] = "Bring <questions> & a friend."));

        var after = await BodyAsync(app);
        Assert.EndsWith(block, after, StringComparison.Ordinal);
        Assert.Contains("Bring &lt;questions&gt; &amp; a friend.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("radiologists", after, StringComparison.Ordinal);
        Assert.True((await app.EventsAsync())[0].GetProperty("isOnlineMeeting").GetBoolean());
        Assert.Equal(2, app.Graph.Mail.Count(mail => mail.Kind == "update"));
    }

    [Fact]
    public async Task Says_that_a_meeting_once_made_cannot_be_taken_away()
    {
        await using var app = await StartAsync();

        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass(body => body["online"] = false));
        var ledger = await app.LedgerAsync("hospital-ai");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        Assert.True(ledger.GetProperty("inStep").GetBoolean());
        Assert.Contains("keeps its Teams meeting", ledger.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ledger.GetProperty("why").GetString(), ledger.GetProperty("shards")[0].GetProperty("note").GetString());
        Assert.Equal("", (await app.LedgerAsync("hospital-ai")).GetProperty("why").GetString());
    }

    [Fact]
    public async Task Keeps_an_employer_projects_milestones_as_all_day_entries_without_a_meeting()
    {
        await using var app = await AppUnderTest.StartAsync(CalendarDriver.MilestoneEntries);
        await app.JoinAsync("utc-leeds");

        await app.PlanAsync("ward-project", Project("2027-02-01"));
        var planned = await app.EventsAsync();
        await app.PlanAsync("ward-project", Project("2027-02-08"));
        var moved = await app.EventsAsync();

        Assert.Equal(
            ["A smarter ward", "Briefing: A smarter ward", "Deadline (17:00): A smarter ward"],
            planned.Select(Subject).Order(StringComparer.Ordinal));
        var deadline = planned.Single(item => Subject(item).StartsWith("Deadline", StringComparison.Ordinal));
        Assert.True(deadline.GetProperty("isAllDay").GetBoolean());
        Assert.Equal("free", deadline.GetProperty("showAs").GetString());
        Assert.False(deadline.GetProperty("isOnlineMeeting").GetBoolean());
        Assert.Equal("2027-02-01T00:00:00.0000000", deadline.GetProperty("start").GetProperty("dateTime").GetString());
        var again = moved.Single(item => Subject(item).StartsWith("Deadline", StringComparison.Ordinal));
        Assert.Equal(deadline.GetProperty("id").GetString(), again.GetProperty("id").GetString());
        Assert.Equal("2027-02-08T00:00:00.0000000", again.GetProperty("start").GetProperty("dateTime").GetString());
    }

    [Fact]
    public async Task Starts_anew_after_a_cancellation_that_was_taken_back()
    {
        await using var app = await StartAsync();
        await app.CancelAsync("hospital-ai");
        await app.DrainAsync();

        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        var transactions = app.Changes()
            .Select(request => request.Body?["transactionId"]?.GetValue<string>())
            .OfType<string>()
            .ToList();
        Assert.Equal(2, transactions.Distinct(StringComparer.Ordinal).Count());
        Assert.Single(await app.EventsAsync());
    }

    [Fact]
    public async Task Fetches_the_link_that_was_missing_from_the_answer()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        app.Graph.Modes = new SimulatorModes { OnlineMeetingMissing = true };

        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        Assert.StartsWith(
            "https://teams",
            (await app.LedgerAsync("hospital-ai")).GetProperty("shards")[0].GetProperty("joinUrl").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(2, app.Graph.Mail.Count);
    }

    [Fact]
    public async Task Gives_an_event_its_meeting_later_and_never_takes_it_away()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass(body => body["online"] = false));
        var without = (await app.EventsAsync())[0].GetProperty("isOnlineMeeting").GetBoolean();

        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        var link = (await app.LedgerAsync("hospital-ai")).GetProperty("shards")[0].GetProperty("joinUrl").GetString();
        var requests = app.Graph.Requests.Count;
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass(body => body["online"] = false));

        Assert.False(without);
        Assert.StartsWith("https://teams", link, StringComparison.Ordinal);
        Assert.Equal(requests, app.Graph.Requests.Count);
        Assert.True((await app.LedgerAsync("hospital-ai")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Leaves_what_is_over_alone()
    {
        await using var app = await StartAsync();
        app.Time.Advance(TimeSpan.FromDays(14));
        var requests = app.Graph.Requests.Count;

        await app.CancelAsync("hospital-ai");
        await app.DrainAsync();

        Assert.Equal(requests, app.Graph.Requests.Count);
    }

    private static string Subject(JsonElement item) => item.GetProperty("subject").GetString()!;

    private static async Task<string> BodyAsync(AppUnderTest app) =>
        (await app.EventsAsync())[0].GetProperty("body").GetProperty("content").GetString()!;

    private static async Task<AppUnderTest> StartAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        return app;
    }

    private static object Project(string deadline) => new
    {
        kind = "project",
        title = "A smarter ward",
        start = "2026-12-01T09:00:00",
        end = "2027-03-01T16:00:00",
        milestones = new object[] { new { title = "Briefing", at = "2026-12-04" }, new { title = "Deadline", at = $"{deadline}T17:00:00" } },
    };
}
