using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Graph;
using Pathway.Testing;
using static Pathway.Functions.Tests.Calendars.Spread.SpreadDriver;

namespace Pathway.Functions.Tests.Calendars.Spread;

/// <summary>Three mailboxes, each with its own part of the programme.</summary>
public sealed class SpreadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_activity_is_invited_moved_and_cancelled_by_one_mailbox()
    {
        await using var app = await NineClassesAsync();
        string[] spread = ["north: 2 3 7 9", "south: 4 8", "west: 1 5 6"];

        Assert.Equal(spread, await app.CalendarsAsync());
        Assert.Equal(2 * 9, app.Graph.Mail.Count);

        await app.PlanClassesAsync([1, 2, 4], hour: 14);
        await app.CancelAsync("class-5");
        await app.DrainAsync();

        Assert.Equal(
            [
                "cancel of Class 5 from west", "update of Class 1 from west",
                "update of Class 2 from north", "update of Class 4 from south",
            ],
            app.Sendings(after: 18));
        Assert.Equal(["north: 2 3 7 9", "south: 4 8", "west: 1 6"], await app.CalendarsAsync());
        Assert.Equal(2 * 13, app.Graph.Mail.Count);
    }

    [Fact]
    public async Task The_ledger_and_the_page_name_the_mailbox_that_keeps_an_event()
    {
        await using var app = await NineClassesAsync();

        foreach (var (number, mailbox) in new[] { (1, West), (2, North), (4, South) })
        {
            var shard = Assert.Single((await app.LedgerAsync($"class-{number}")).GetProperty("shards").EnumerateArray());
            Assert.Equal(mailbox, shard.GetProperty("mailbox").GetString());
        }

        var page = await app.Manager.GetStringAsync("/activities/class-4", Cancellation);
        Assert.Contains($"<td data-name=\"Mailbox\">{South}</td>", page, StringComparison.Ordinal);

        await app.CancelAsync("class-4");
        await app.DrainAsync();

        Assert.False(Assert.Single((await app.LedgerAsync("class-4")).GetProperty("shards").EnumerateArray()).TryGetProperty("mailbox", out _));
    }

    [Fact]
    public async Task What_people_do_in_Outlook_is_followed_in_every_calendar()
    {
        await using var app = await NineClassesAsync();
        await app.PullOnTimerAsync();
        foreach (var number in new[] { 1, 2, 4 })
            await app.RespondAsync($"Class {number}", "accepted");
        await app.OutlookAsync("edit", new { eventId = await app.EventOfAsync("Class 6"), subject = "Class 6, moved up" });
        await app.OutlookAsync("remove", new { eventId = await app.EventOfAsync("Class 9") });
        await app.OutlookAsync(
            "edit",
            new
            {
                mailbox = South,
                subject = "Robots",
                start = "2026-12-09T10:00:00",
                end = "2026-12-09T11:00:00",
                timeZone = "Europe/London",
                categories = new[] { "Pathway" },
            });

        await app.PullOnTimerAsync();
        await app.DrainAsync();

        foreach (var number in new[] { 1, 2, 4 })
        {
            var leeds = (await app.LedgerAsync($"class-{number}")).GetProperty("responses").GetProperty("utc-leeds");
            Assert.Equal(1, leeds.GetProperty("accepted").GetInt32());
        }

        Assert.Equal("Class 6, moved up", (await app.FindAsync("class-6"))!.Definition.Title);
        Assert.True((await app.FindAsync("class-9"))!.IsCancelled);
        Assert.Contains(app.Sendings(after: 18), sending => sending.EndsWith("of Robots from south", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_in_another_calendar_is_not_missed_in_this_one()
    {
        await using var app = await NineClassesAsync();
        await app.PullOnTimerAsync();

        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();

        Assert.Equal(18, app.Graph.Mail.Count);
        Assert.Equal(["north: 2 3 7 9", "south: 4 8", "west: 1 5 6"], await app.CalendarsAsync());
        Assert.Equal("ok", (await app.CheckAsync("calendar")).Status);
    }

    [Fact]
    public async Task One_purged_mailbox_cancels_nothing_though_it_is_a_small_part_of_all()
    {
        await using var app = await NineClassesAsync();
        await app.PullOnTimerAsync();
        await app.OutlookAsync("remove", new { eventId = await app.EventOfAsync("Class 4") });
        await app.OutlookAsync("remove", new { eventId = await app.EventOfAsync("Class 8") });

        await app.PullOnTimerAsync();

        Assert.False((await app.FindAsync("class-4"))!.IsCancelled);
        var (status, detail) = await app.CheckAsync("calendar");
        Assert.Equal("degraded", status);
        Assert.Contains($"{South}: 2 activities were deleted in Outlook", detail, StringComparison.Ordinal);

        using var restored = await app.Manager.PostAsync("/api/calendar/restore-cancellations", null, Cancellation);
        restored.EnsureSuccessStatusCode();
        await app.DrainAsync();

        Assert.Contains("south: 4 8", await app.CalendarsAsync());
        Assert.Equal("ok", (await app.CheckAsync("calendar")).Status);
    }

    [Fact]
    public async Task Graph_tells_of_each_calendar_and_a_word_of_one_asks_for_that_one()
    {
        await using var app = await NineClassesAsync();
        await app.PullOnTimerAsync();
        Assert.Equal(["north", "south", "west"], await app.SubscriptionsAsync());
        var before = app.Graph.Requests.Count;

        var word = app.Get<ClientState>().ValueFor(Mailbox.Parse(West));
        using var told = await app.Client.PostAsJsonAsync(
            "/api/graph/notifications", new { value = new[] { new { clientState = word, changeType = "updated" } } }, Cancellation);
        await app.Host.InvokeAsync("PullCalendar", await app.TakePullAsync(), Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, told.StatusCode);
        var asked = app.Graph.Requests.Skip(before).Select(request => Uri.UnescapeDataString(request.Path)).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, path => Assert.Contains(West, path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Digests_are_spread_by_college()
    {
        await using var app = await AppUnderTest.StartAsync(
            Over(North, South, West) with { Now = Digests.DigestScene.Monday });
        foreach (var college in new[] { "utc-leeds", "utc-york", "utc-derby" })
            await app.JoinAsync(college);

        await Digests.DigestScene.SendDigestsAsync(app);
        await app.DrainAsync();

        var senders = app.Graph.Mail.ToDictionary(mail => mail.To, mail => mail.From, StringComparer.Ordinal);
        Assert.Equal(West, senders["head@utc-leeds.example.org"]);
        Assert.Equal(South, senders["head@utc-york.example.org"]);
        Assert.Equal(West, senders["head@utc-derby.example.org"]);
        Assert.Equal(North, senders["manager@digital-health.example.org"]);
        Assert.Equal(4, app.Graph.Mail.Count);
    }

    [Fact]
    public async Task Meetings_are_held_by_the_rules_and_attended_at_each_organiser()
    {
        await using var app = await AppUnderTest.StartAsync(Over(North, South, West));
        await app.JoinAsync("utc-leeds");
        foreach (var number in new[] { 1, 2 })
        {
            await app.PlanAsync($"class-{number}", Class(number, online: true));
            Assert.True((await app.LedgerAsync($"class-{number}")).GetProperty("meeting").GetProperty("safe").GetBoolean());
        }

        app.Time.AdjustTime(new(2026, 12, 2, 11, 30, 0, TimeSpan.Zero));
        foreach (var number in new[] { 1, 2 })
            await app.OutlookAsync(
                "attend",
                new
                {
                    eventId = await app.EventOfAsync($"Class {number}"),
                    records = new[] { new { email = "ada@utc-leeds.example.org", seconds = 3_000 } },
                });
        await app.Host.InvokeAsync("CollectAttendance", cancellationToken: Cancellation);
        await app.DrainAsync();

        foreach (var number in new[] { 1, 2 })
        {
            var read = await app.Manager.GetFromJsonAsync<JsonElement>($"/api/activities/class-{number}/attendance", Cancellation);
            Assert.Equal(1, read.GetProperty("reports").GetInt32());
        }
    }

    private static async Task<AppUnderTest> NineClassesAsync()
    {
        var app = await AppUnderTest.StartAsync(Over(North, South, West));
        await app.JoinAsync("utc-leeds");
        await app.PlanClassesAsync(Enumerable.Range(1, 9));
        return app;
    }
}
