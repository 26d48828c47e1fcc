using System.Text.Json;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>What was deleted at once and was not meant to be: moved back, or made again.</summary>
public sealed class RestoreFromDeletedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Moves_deleted_events_back_without_inviting_anew_where_Exchange_allows_it(bool isRefused)
    {
        await using var app = await PlannedAsync();
        var (before, ids) = (await app.LedgerAsync("class-3"),
            (await app.EventsAsync()).Select(item => item.GetProperty("id").GetString()).ToList());
        foreach (var item in await app.EventsAsync())
            await app.OutlookAsync("remove", new { eventId = item.GetProperty("id").GetString() });
        await app.PullAsync();
        var invited = app.Graph.Mail.Count(mail => mail.Kind == "invite");
        app.Graph.Modes = new SimulatorModes { MoveBackRefused = isRefused };

        using var restored = await app.Manager.PostAsync("/api/calendar/restore-cancellations", null, Cancellation);
        await app.DrainAsync();
        await app.PullAsync();
        await app.DrainAsync();

        var after = await app.LedgerAsync("class-3");
        Assert.Equal(isRefused ? 2 * invited : invited, app.Graph.Mail.Count(mail => mail.Kind == "invite"));
        var now = (await app.EventsAsync()).Select(item => item.GetProperty("id").GetString());
        Assert.Equal(!isRefused, ids.Order(StringComparer.Ordinal).SequenceEqual(now.Order(StringComparer.Ordinal)));
        Assert.Equal(!isRefused, JoinUrl(before) == JoinUrl(after));
        Assert.True(after.GetProperty("inStep").GetBoolean());
        Assert.Equal(!isRefused, after.GetProperty("why").GetString()!.Contains("moved back", StringComparison.Ordinal));
        Assert.False((await app.FindAsync("class-3"))!.IsCancelled);

        static string? JoinUrl(JsonElement ledger) => ledger.GetProperty("shards")[0].GetProperty("joinUrl").GetString();
    }

    [Fact]
    public async Task Makes_them_anew_though_they_could_be_moved_when_the_manager_wants_everybody_told()
    {
        await using var app = await PlannedAsync();
        foreach (var item in await app.EventsAsync())
            await app.OutlookAsync("remove", new { eventId = item.GetProperty("id").GetString() });
        await app.PullAsync();
        var invited = app.Graph.Mail.Count(mail => mail.Kind == "invite");

        using var restored = await app.Manager.PostAsync("/api/calendar/restore-cancellations?anew=true", null, Cancellation);
        await app.DrainAsync();

        Assert.Equal(2 * invited, app.Graph.Mail.Count(mail => mail.Kind == "invite"));
    }

    private static async Task<AppUnderTest> PlannedAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        for (var number = 1; number <= 7; number++)
            await app.PlanAsync($"class-{number}", CalendarDriver.Masterclass(body => body["title"] = $"Class {number}"));
        await app.PullAsync();
        return app;
    }
}
