using Pathway.Functions.Calendars.Pull;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class ReconciliationTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repairs_what_nobody_told_of_and_notes_it()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        await app.OutlookAsync(
            "edit",
            new { eventId = await EventAsync(app), hideAttendees = false, attendees = new[] { "staff@utc-leeds.example.org" } });

        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromMinutes(11));
        await app.SyncAsync("hospital-ai");

        var item = (await app.EventsAsync())[0];
        Assert.True(item.GetProperty("hideAttendees").GetBoolean());
        Assert.Equal(["sixth-form@utc-leeds.example.org", "staff@utc-leeds.example.org"], item.Attendees());
        Assert.Contains(
            "Outlook", (await app.LedgerAsync("hospital-ai")).GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invites_an_address_that_Exchange_takes_by_now()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes
        {
            RejectAddresses = ["staff@utc-leeds.example.org"],
            NameRejectedAddresses = true,
        };
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        app.Graph.Modes = new SimulatorModes();

        await app.Get<Reconciliation>().RunAsync(Cancellation);
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromMinutes(11));
        await app.SyncAsync("hospital-ai");

        Assert.Equal(
            ["sixth-form@utc-leeds.example.org", "staff@utc-leeds.example.org"],
            (await app.EventsAsync())[0].Attendees());
        Assert.Equal(2, app.Graph.Mail.Count);
        Assert.Equal("", (await app.LedgerAsync("hospital-ai")).GetProperty("why").GetString());
    }

    [Fact]
    public async Task Comes_once_a_night()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
        var byDay = await WaitingAsync(app);
        app.Time.AdjustTime(Night);
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);

        Assert.Equal((0, 1), (byDay, await WaitingAsync(app)));
    }

    private static async Task<int> WaitingAsync(AppUnderTest app) =>
        (await app.Storage.Queue(names => names.CalendarPull).GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount;

    private static async Task<string> EventAsync(AppUnderTest app) =>
        (await app.EventsAsync())[0].GetProperty("id").GetString()!;
}
