using Azure.Data.Tables;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class InvitationTroubleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Invites_the_others_when_Exchange_refuses_an_address(bool named)
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes
        {
            RejectAddresses = ["group-07@utc-leeds.example.org", "group-13@utc-leeds.example.org"],
            NameRejectedAddresses = named,
        };
        await app.JoinAsync(
            "utc-leeds",
            new { name = "Leeds", audience = Enumerable.Range(1, 20).Select(number => $"group-{number:D2}@utc-leeds.example.org").ToArray() });

        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        Assert.Equal(18, Assert.Single(await app.EventsAsync()).Attendees().Length);
        Assert.Equal(18, app.Graph.Mail.Count);
        var ledger = await app.LedgerAsync("hospital-ai");
        Assert.Equal(
            "Exchange refused the addresses group-07@utc-leeds.example.org, group-13@utc-leeds.example.org; the others were invited.",
            Sorted(ledger.GetProperty("why").GetString()!));
        Assert.Equal(
            (20, 18),
            (ledger.GetProperty("shards")[0].GetProperty("wanted").GetInt32(), ledger.GetProperty("shards")[0].GetProperty("actual").GetInt32()));
        Assert.Null((await app.FindAsync("hospital-ai"))!.SyncDue);
    }

    [Fact]
    public async Task Marks_an_activity_in_an_unknown_zone_and_goes_on_with_the_others()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("broken", CalendarDriver.Masterclass());
        await app.PutOnceAsync("unreadable", CalendarDriver.Masterclass());
        await app.PutOnceAsync("fine", CalendarDriver.Masterclass());
        var table = app.Storage.Table(StorageTable.Activities);
        var row = (await table.GetEntityAsync<TableEntity>("a", "broken", cancellationToken: Cancellation)).Value;
        var definition = System.Text.Encoding.UTF8.GetString(row.GetBinary("Definition")!)
            .Replace("Europe/London", "Mars/Olympus", StringComparison.Ordinal);
        await table.UpdateEntityAsync(
            new TableEntity("a", "broken") { ["Definition"] = System.Text.Encoding.UTF8.GetBytes(definition) },
            Azure.ETag.All,
            TableUpdateMode.Merge,
            Cancellation);
        await table.UpdateEntityAsync(
            new TableEntity("a", "unreadable") { ["Definition"] = "{"u8.ToArray() },
            Azure.ETag.All,
            TableUpdateMode.Merge,
            Cancellation);

        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
        await app.DrainAsync();
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);

        Assert.Single(await app.EventsAsync());
        Assert.True((await app.LedgerAsync("fine")).GetProperty("inStep").GetBoolean());
        Assert.Equal(
            "The time zone Mars/Olympus is not known.",
            (await app.LedgerAsync("broken")).GetProperty("why").GetString());
    }

    [Fact]
    public async Task Ends_in_one_event_when_two_syncs_run_at_once()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes { ForgetTransactionIds = true };
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass());
        var sync = app.Get<InvitationSync>();

        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => sync.RunAsync(ActivityId.Parse("hospital-ai"), Cancellation), Cancellation)));
        await app.DrainAsync();

        Assert.Single(await app.EventsAsync());
        Assert.Equal(2, app.Graph.Mail.Count);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(400, false)]
    [InlineData(409, true)]
    [InlineData(409, false)]
    public async Task Recognises_its_event_when_Exchange_remembers_the_transaction(int status, bool names)
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes
        {
            DuplicateTransactionStatus = status,
            DuplicateTransactionNamesEvent = names,
        };
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        // The ledger is lost, and with it every memory of the event but Exchange's.
        await app.Storage.Table(StorageTable.Invitations)
            .DeleteEntityAsync("hospital-ai", "0", cancellationToken: Cancellation);
        await app.PlanAsync(
            "hospital-ai", CalendarDriver.Masterclass(body => body["title"] = "How two hospitals use AI"));

        Assert.Equal(
            "How two hospitals use AI", Assert.Single(await app.EventsAsync()).GetProperty("subject").GetString());
        Assert.Equal(2, app.Graph.Mail.Count(mail => mail.Kind == "invite"));
    }

    [Fact]
    public async Task Comes_back_when_Exchange_asks_to_wait_long()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        app.Graph.Modes = new SimulatorModes { ThrottlePercent = 100, RetryAfterSeconds = 120 };
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        var throttled = await app.LedgerAsync("hospital-ai");
        var requests = app.Graph.Requests.Count;
        app.Graph.Modes = new SimulatorModes();

        app.Time.Advance(TimeSpan.FromMinutes(3));
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
        await app.DrainAsync();

        Assert.Equal(1, requests);
        Assert.Contains("slow down", throttled.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            app.Time.GetUtcNow().AddMinutes(-1),
            throttled.GetProperty("shards")[0].GetProperty("nextTry").GetDateTimeOffset());
        Assert.True((await app.LedgerAsync("hospital-ai")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Ends_where_a_quiet_run_ends_when_Graph_throttles_fails_and_drops()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-york");
        app.Graph.Modes = new SimulatorModes
        {
            ThrottlePercent = 30,
            ServerErrorPercent = 5,
            DropAfterCommitPercent = 5,
            RetryAfterSeconds = 0,
            Seed = 7,
        };
        for (var number = 1; number <= 20; number++)
            await app.PutOnceAsync(
                $"class-{number:D2}", CalendarDriver.Masterclass(body => body["title"] = $"Class {number:D2}"));

        await SettleAsync(app);
        for (var number = 1; number <= 20; number++)
            await app.PutOnceAsync(
                $"class-{number:D2}",
                CalendarDriver.Masterclass(body => (body["title"], body["end"]) = ($"Class {number:D2}", "2026-12-02T12:00:00")));
        await SettleAsync(app);

        var events = await app.EventsAsync();
        Assert.Equal(
            20,
            events.Select(item => item.GetProperty("subject").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(20, events.Count);
        Assert.Equal(
            (80, 80),
            (app.Graph.Mail.Count(mail => mail.Kind == "invite"), app.Graph.Mail.Count(mail => mail.Kind == "update")));
        Assert.Contains(app.Graph.Requests, request => request.Status == 429);
    }

    /// <summary>Queue and sweep until nothing is due: what waits for a time has its time come.</summary>
    private static async Task SettleAsync(AppUnderTest app)
    {
        for (var round = 0; round < 12; round++)
        {
            await app.DrainAsync();
            app.Time.Advance(TimeSpan.FromMinutes(3));
            await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
        }
    }

    private static string Sorted(string why)
    {
        var (head, tail) = ("Exchange refused the addresses ", "; the others were invited.");
        return why.StartsWith(head, StringComparison.Ordinal) && why.EndsWith(tail, StringComparison.Ordinal)
            ? head + string.Join(", ", why[head.Length..^tail.Length].Split(", ").Order(StringComparer.Ordinal)) + tail
            : why;
    }
}
