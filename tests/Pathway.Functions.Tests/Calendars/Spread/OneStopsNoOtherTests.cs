using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Programme;
using Pathway.GraphSimulator;
using Pathway.Testing;
using static Pathway.Functions.Tests.Calendars.Spread.SpreadDriver;

namespace Pathway.Functions.Tests.Calendars.Spread;

/// <summary>A mailbox that is full or throttled keeps its own part waiting, and no other's.</summary>
public sealed class OneStopsNoOtherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailbox_that_has_written_to_all_it_may_lets_the_others_invite()
    {
        await using var app = await AppUnderTest.StartAsync(
            With(new(StringComparer.Ordinal) { ["Graph__RecipientsPerDay"] = "2" }, North, South, West));
        await app.JoinAsync("utc-leeds");

        await app.PlanClassesAsync([2, 3, 4, 1]);

        Assert.Equal(["north: 2", "south: 4", "west: 1"], await app.CalendarsAsync());
        Assert.Contains(
            "may not write to more people", (await app.LedgerAsync("class-3")).GetProperty("why").GetString(), StringComparison.Ordinal);
        var (status, detail) = await app.CheckAsync("mailbox");
        Assert.Equal("degraded", status);
        Assert.Contains($"{North} wrote to 2 of 2 people in 24 hours. It has reached its limit", detail, StringComparison.Ordinal);
        Assert.Contains($"{South} wrote to 2 of 2 people in 24 hours. {West}", detail, StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromHours(26));
        await app.SyncAsync("class-3");

        Assert.Contains("north: 2 3", await app.CalendarsAsync());
        Assert.Equal(8, app.Graph.Mail.Count);
    }

    [Fact]
    public async Task A_mailbox_that_has_written_to_all_it_may_keeps_no_other_digest_waiting()
    {
        var one = With(new(StringComparer.Ordinal) { ["Graph__RecipientsPerDay"] = "1" }, North, South, West);
        await using var app = await AppUnderTest.StartAsync(one with { Now = Digests.DigestScene.Monday });
        foreach (var college in new[] { "utc-leeds", "utc-york", "utc-derby" })
            await app.JoinAsync(college);

        await Digests.DigestScene.SendDigestsAsync(app);
        await app.DrainAsync();

        string[] senders = [North, South, West];
        Assert.Equal(senders, app.Graph.Mail.Select(mail => mail.From).Order(StringComparer.Ordinal));
        Assert.True(IsoWeek.TryParse(Digests.DigestScene.Week, out var week));
        var open = (await app.Get<DigestSlotTable>().ReadAsync(week, Cancellation)).Values.Single(slot => !slot.IsDone);
        Assert.Equal(West, open.Mailbox!.Address);
        Assert.True(open.NextTry > app.Time.GetUtcNow().AddHours(23));
    }

    [Fact]
    public async Task A_throttled_mailbox_stops_neither_invitations_nor_pulls_of_the_others()
    {
        await using var app = await AppUnderTest.StartAsync(Over(North, South, West));
        await app.JoinAsync("utc-leeds");
        app.Graph.Modes = new SimulatorModes { ThrottledMailboxes = [West], RetryAfterSeconds = 3_600 };

        await app.PlanClassesAsync([1, 2, 4]);

        Assert.Equal(["north: 2", "south: 4"], await app.CalendarsAsync());
        Assert.Contains("slow down", (await app.LedgerAsync("class-1")).GetProperty("why").GetString(), StringComparison.Ordinal);

        await Assert.ThrowsAnyAsync<Exception>(app.PullOnTimerAsync);
        foreach (var number in new[] { 2, 4 })
            await app.RespondAsync($"Class {number}", "declined");
        await Assert.ThrowsAnyAsync<Exception>(app.PullOnTimerAsync);

        foreach (var number in new[] { 2, 4 })
        {
            var leeds = (await app.LedgerAsync($"class-{number}")).GetProperty("responses").GetProperty("utc-leeds");
            Assert.Equal(1, leeds.GetProperty("declined").GetInt32());
        }

        var (status, detail) = await app.CheckAsync("calendar");
        Assert.Equal("degraded", status);
        Assert.Contains($"{West}: The calendar cannot be followed", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(North, detail, StringComparison.Ordinal);

        app.Graph.Modes = new SimulatorModes();
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.SyncAsync("class-1");

        Assert.Contains("west: 1", await app.CalendarsAsync());
        Assert.Equal(6, app.Graph.Mail.Count);
    }
}
