using Pathway.Functions.Calendars.Pull;
using Pathway.Testing;
using static Pathway.Functions.Tests.Calendars.Spread.SpreadDriver;

namespace Pathway.Functions.Tests.Calendars.Spread;

/// <summary>The flows of two mailboxes with every call broken in every way.</summary>
public sealed class SpreadFaultTests
{
    [Fact]
    public Task Invites_once_from_each() => CalendarFaultTests.SweepAsync(
        "sync two activities of two mailboxes",
        app => app.JoinAsync("utc-leeds"),
        async app =>
        {
            await app.PutOnceAsync("class-2", Class(2));
            await app.PutOnceAsync("class-4", Class(4));
        },
        options: Over(North, South));

    [Fact]
    public Task Moves_once_in_each() => CalendarFaultTests.SweepAsync(
        "move two activities of two mailboxes",
        PlannedAsync,
        async app =>
        {
            await app.PutOnceAsync("class-2", Class(2, hour: 14));
            await app.PutOnceAsync("class-4", Class(4, hour: 14));
        },
        options: Over(North, South));

    [Fact]
    public Task Pulls_once_from_each() => CalendarFaultTests.SweepAsync(
        "pull answers and a deletion from two mailboxes",
        async app =>
        {
            await PlannedAsync(app);
            await app.Get<CalendarPull>().RunAsync(whole: false, CancellationToken.None);
            await app.RespondAsync("Class 2", "accepted");
            await app.OutlookAsync("remove", new { eventId = await app.EventOfAsync("Class 4") });
        },
        app => app.Get<CalendarPull>().RunAsync(whole: false, CancellationToken.None),
        options: Over(North, South));

    private static async Task PlannedAsync(AppUnderTest app)
    {
        await app.JoinAsync("utc-leeds");
        await app.PlanClassesAsync([2, 4]);
    }
}
