using System.Net;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class InvitationSyncTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invites_every_college_to_one_quiet_Teams_event()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-york");

        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        var item = Assert.Single(await app.EventsAsync());
        Assert.Equal("How a hospital uses AI", item.GetProperty("subject").GetString());
        Assert.Equal("2026-12-02T10:00:00.0000000", item.GetProperty("start").GetProperty("dateTime").GetString());
        Assert.True(item.GetProperty("hideAttendees").GetBoolean());
        Assert.False(item.GetProperty("allowNewTimeProposals").GetBoolean());
        Assert.True(item.GetProperty("isOnlineMeeting").GetBoolean());
        Assert.Equal(
            ["sixth-form@utc-leeds.example.org", "sixth-form@utc-york.example.org", "staff@utc-leeds.example.org", "staff@utc-york.example.org"],
            item.Attendees());
        Assert.Equal(4, app.Graph.Mail.Count);
        var request = app.Graph.Requests[0];
        Assert.Equal(["POST", "GET", "PATCH"], app.Graph.Requests.Select(asked => asked.Method));
        Assert.Contains("IdType=\"ImmutableId\"", request.Headers["Prefer"], StringComparison.Ordinal);
        Assert.Null((await app.FindAsync("hospital-ai"))!.SyncDue);
    }

    [Fact]
    public async Task Shows_in_the_ledger_what_is_wanted_and_what_is()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        var ledger = await app.LedgerAsync("hospital-ai");

        Assert.True(ledger.GetProperty("inStep").GetBoolean());
        Assert.Equal("", ledger.GetProperty("why").GetString());
        var shard = Assert.Single(ledger.GetProperty("shards").EnumerateArray());
        Assert.Equal(
            (0, "inStep", 2, 2),
            (shard.GetProperty("shard").GetInt32(), shard.GetProperty("state").GetString(), shard.GetProperty("wanted").GetInt32(), shard.GetProperty("actual").GetInt32()));
        Assert.StartsWith(
            "https://teams.microsoft.com/", shard.GetProperty("joinUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            (await app.EventsAsync())[0].GetProperty("id").GetString(), shard.GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task Asks_Graph_nothing_about_what_did_not_change()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        var requests = app.Graph.Requests.Count;

        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
        await app.SyncAsync("hospital-ai");

        Assert.Equal(requests, app.Graph.Requests.Count);
    }

    [Fact]
    public async Task Cancels_with_a_comment()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        await app.CancelAsync("hospital-ai");
        await app.DrainAsync();

        Assert.Empty(await app.EventsAsync());
        Assert.Equal(
            ["cancel sixth-form@utc-leeds.example.org", "cancel staff@utc-leeds.example.org"], app.Mails(after: 2));
        Assert.Contains("has been cancelled", app.Changes()[^1].Body!.ToJsonString(), StringComparison.Ordinal);
        var shard = Assert.Single((await app.LedgerAsync("hospital-ai")).GetProperty("shards").EnumerateArray());
        Assert.Equal("cancelled", shard.GetProperty("state").GetString());
        Assert.False(shard.TryGetProperty("mailbox", out _));
    }

    [Fact]
    public async Task Cancels_with_the_reason_that_the_call_gives_and_refuses_one_that_is_too_long()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());

        using var wordy = await app.Manager.DeleteAsync($"/api/activities/hospital-ai?reason={new string('x', 501)}", Cancellation);
        var before = (await app.FindAsync("hospital-ai"))!;
        using var done = await app.Manager.DeleteAsync(
            $"/api/activities/hospital-ai?reason={Uri.EscapeDataString("Dr Nwosu is ill & sorry:\nanother day.")}", Cancellation);
        using var again = await app.Manager.DeleteAsync("/api/activities/hospital-ai?reason=Another", Cancellation);
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.BadRequest, wordy.StatusCode);
        Assert.Contains("/reason", await wordy.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.False(before.IsCancelled);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (done.StatusCode, again.StatusCode));
        var told = app.Graph.Mail.Where(mail => mail.Kind == "cancel").ToList();
        Assert.Equal(2, told.Count);
        Assert.All(told, mail => Assert.EndsWith("has been cancelled. Dr Nwosu is ill & sorry: another day.", mail.Comment, StringComparison.Ordinal));
    }
}
