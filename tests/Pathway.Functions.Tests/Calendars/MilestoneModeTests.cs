using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>A project with three milestones is one mail an address; what was an entry before stays one.</summary>
public sealed class MilestoneModeTests
{
    private const string Id = "remote-care";

    [Theory]
    [InlineData("summary", 1, 2)]
    [InlineData("entries", 4, 8)]
    public async Task Mails_an_address_once_for_each_event(string mode, int events, int mails)
    {
        await using var app = await AppUnderTest.StartAsync(mode == "entries" ? CalendarDriver.MilestoneEntries : new AppOptions());
        await app.JoinAsync("utc-leeds");

        await app.PlanAsync(Id, Project());

        Assert.Equal((events, mails), ((await app.EventsAsync()).Count, app.Graph.Mail.Count));
    }

    [Fact]
    public async Task The_dates_stand_in_the_text_and_the_feed_and_a_moved_one_is_one_update()
    {
        await using var app = await AppUnderTest.StartAsync();
        var joined = await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, Project());
        var before = app.Graph.Mail.Count;

        await app.PlanAsync(Id, Project(deadline: "2027-01-20"));

        var text = Assert.Single(await app.EventsAsync()).GetProperty("body").GetProperty("content").GetString()!;
        Assert.Contains("Briefing: Fri 4 December 2026", text, StringComparison.Ordinal);
        Assert.Contains("Deadline: Wed 20 January 2027", text, StringComparison.Ordinal);
        Assert.Equal(["update sixth-form@utc-leeds.example.org", "update staff@utc-leeds.example.org"], app.Mails(before));
        var feed = await app.Client.GetStringAsync(
            new Uri(joined.GetProperty("feedUrl").GetString()!).PathAndQuery, TestContext.Current.CancellationToken);
        Assert.Equal(4, feed.Split("BEGIN:VEVENT").Length - 1);
    }

    [Fact]
    public async Task Entries_that_are_there_stay_when_the_setting_changes()
    {
        await using var app = await AppUnderTest.StartAsync(CalendarDriver.MilestoneEntries);
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, Project());
        var before = app.Graph.Mail.Count;
        app.Get<Microsoft.Extensions.Options.IOptions<Functions.Calendars.CalendarsOptions>>().Value.Milestones = "summary";

        await app.SyncAsync(Id);
        await app.PlanAsync(Id, Project(deadline: "2027-01-20"));

        Assert.Equal(4, (await app.EventsAsync()).Count);
        Assert.Equal(["update sixth-form@utc-leeds.example.org", "update staff@utc-leeds.example.org"], app.Mails(before));
        Assert.True((await app.LedgerAsync(Id)).GetProperty("inStep").GetBoolean());
    }

    private static Dictionary<string, object?> Project(string deadline = "2027-01-15") => CalendarDriver.Masterclass(body =>
    {
        (body["kind"], body["online"], body["end"]) = ("project", false, "2027-01-29T17:00:00");
        body["milestones"] = new[]
        {
            new { title = "Briefing", at = "2026-12-04" },
            new { title = "Checkpoint", at = "2026-12-18T10:00:00" },
            new { title = "Deadline", at = deadline },
        };
    });
}
