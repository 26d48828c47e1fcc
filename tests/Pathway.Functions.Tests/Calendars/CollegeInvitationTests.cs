using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class CollegeInvitationTests
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Invites_a_college_that_joins_late_and_mails_nobody_else()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        var mails = app.Graph.Mail.Count;

        await app.JoinAsync("utc-york");
        await app.DrainAsync();
        app.Time.Advance(Gathering);
        await app.SyncAsync("hospital-ai");

        Assert.Equal(
            ["invite sixth-form@utc-york.example.org", "invite staff@utc-york.example.org"], app.Mails(after: mails));
        Assert.Equal(
            ["attendees"],
            app.Changes()[^1].Body!.AsObject().Select(member => member.Key).Where(name => name[0] != '@'));
        Assert.Equal(4, (await app.EventsAsync())[0].Attendees().Length);
    }

    [Fact]
    public async Task Gathers_those_who_come_late_for_ten_minutes_and_says_so()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        var requests = app.Graph.Requests.Count;

        await app.JoinAsync("utc-york");
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromMinutes(6));
        await app.JoinAsync("utc-reading");
        await app.DrainAsync();
        var waiting = await app.LedgerAsync("hospital-ai");
        var early = app.Graph.Requests.Count;
        app.Time.Advance(TimeSpan.FromMinutes(4));
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Equal(requests, early);
        Assert.False(waiting.GetProperty("inStep").GetBoolean());
        Assert.Contains("gathered", waiting.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            (6, 2),
            (waiting.GetProperty("shards")[0].GetProperty("wanted").GetInt32(), waiting.GetProperty("shards")[0].GetProperty("actual").GetInt32()));
        Assert.Equal(requests + 1, app.Graph.Requests.Count);
        Assert.Equal(6, app.Graph.Mail.Count(mail => mail.Kind == "invite"));
        Assert.DoesNotContain(app.Graph.Mail, mail => mail.Kind == "update");
    }

    [Fact]
    public async Task Cancels_only_the_part_of_a_college_that_leaves()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-york");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        await app.PlanAsync(
            "only-york",
            CalendarDriver.Masterclass(body => (body["title"], body["audience"]) = ("York", new[] { "utc-york" })));
        var (mails, requests) = (app.Graph.Mail.Count, app.Graph.Requests.Count);

        using var left = await app.Manager.DeleteAsync(
            "/api/colleges/utc-leeds", TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Equal(
            ["cancel sixth-form@utc-leeds.example.org", "cancel staff@utc-leeds.example.org"], app.Mails(after: mails));
        Assert.Equal(requests + 1, app.Graph.Requests.Count);
    }

    [Fact]
    public async Task Comes_after_a_lost_message_with_the_sweep()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass());
        await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync(TestContext.Current.CancellationToken);

        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Single(await app.EventsAsync());
    }

    [Fact]
    public async Task Keeps_everybody_in_their_shard_when_a_large_college_joins()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-york", Large("York", 400));
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        await app.JoinAsync("utc-leeds", Large("Leeds", 300));
        await app.DrainAsync();
        app.Time.Advance(Gathering);
        await app.SyncAsync("hospital-ai");

        var events = await app.EventsAsync();
        Assert.Equal([500, 200], events.Select(item => item.GetProperty("attendees").GetArrayLength()));
        Assert.All(
            events[1].Attendees(), address => Assert.EndsWith("leeds.example.org", address, StringComparison.Ordinal));
        Assert.DoesNotContain(app.Graph.Mail, mail => mail.Kind is "cancel" or "update");
        Assert.Equal(700, app.Graph.Mail.Count);
        var link = events[0].GetProperty("onlineMeeting").GetProperty("joinUrl").GetString()!;
        Assert.False(events[1].GetProperty("isOnlineMeeting").GetBoolean());
        Assert.Contains(
            System.Net.WebUtility.HtmlEncode(link),
            events[1].GetProperty("body").GetProperty("content").GetString(),
            StringComparison.Ordinal);
        Assert.True((await app.LedgerAsync("hospital-ai")).GetProperty("inStep").GetBoolean());
    }

    private static object Large(string name, int people) => new
    {
        name,
        audience = Enumerable.Range(1, people)
            .Select(number => $"group-{number:D3}@{name.ToLowerInvariant()}.example.org")
            .ToArray(),
    };
}
