using System.Net.Http.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars.Series;

/// <summary>Every flow of a series with every call broken in every way: one series, its days right, nobody mailed twice.</summary>
public sealed class SeriesFaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Plans_once() => CalendarFaultTests.SweepAsync(
        "plan a series",
        app => app.JoinAsync("utc-leeds"),
        app => app.PutOnceAsync("skills", SeriesDriver.Term(body => body["repeats"] = SeriesDriver.Repeats(
            moved: [SeriesDriver.Moved("2027-03-02", "2027-03-03T14:00:00")]))));

    [Fact]
    public Task Moves_a_day_once() => CalendarFaultTests.SweepAsync(
        "move one day of a series",
        PlannedAsync,
        async app =>
        {
            using var answer = await app.Manager.PutAsJsonAsync(
                "/api/activities/skills/occurrences/2027-03-02", new { start = "2027-03-03T14:00:00" }, Cancellation);
            answer.EnsureSuccessStatusCode();
        });

    [Fact]
    public Task Calls_a_day_off_once() => CalendarFaultTests.SweepAsync(
        "call one day of a series off",
        PlannedAsync,
        async app =>
        {
            using var answer = await app.Manager.DeleteAsync("/api/activities/skills/occurrences/2027-03-02?reason=Snow", Cancellation);
            answer.EnsureSuccessStatusCode();
        });

    [Fact]
    public Task Brings_a_day_back_once() => CalendarFaultTests.SweepAsync(
        "bring one day of a series back",
        PlannedAsync,
        app => app.PutOnceAsync("skills", SeriesDriver.Term(body => body["repeats"] = SeriesDriver.Repeats(except: []))));

    [Fact]
    public Task Changes_the_hour_once() => CalendarFaultTests.SweepAsync(
        "another hour for a series",
        PlannedAsync,
        app => app.PutOnceAsync("skills", SeriesDriver.Term(body =>
            (body["start"], body["end"]) = ("2027-01-12T10:00:00", "2027-01-12T11:00:00"))));

    [Fact]
    public Task Cancels_once() => CalendarFaultTests.SweepAsync(
        "cancel a series", PlannedAsync, app => app.CancelAsync("skills"));

    [Fact]
    public Task Pulls_days_once() => CalendarFaultTests.SweepAsync(
        "pull a day moved, a day called off and a day declined in Outlook",
        async app =>
        {
            await PlannedAsync(app);
            await app.PullAsync();
            var days = await app.DaysAsync();
            await app.OutlookAsync(
                "edit",
                new { eventId = days[2].Id, start = "2027-01-27T10:00:00", end = "2027-01-27T11:00:00", timeZone = "Europe/London" });
            await app.OutlookAsync("remove", new { eventId = days[4].Id });
            await app.OutlookAsync(
                "respond", new { eventId = days[6].Id, attendee = "staff@utc-leeds.example.org", response = "declined" });
        },
        app => app.PullAsync());

    [Fact]
    public Task Adopts_once() => CalendarFaultTests.SweepAsync(
        "adopt a series",
        async app =>
        {
            await app.JoinAsync("utc-leeds");
            var made = await app.OutlookAsync(
                "series",
                new
                {
                    mailbox = SeriesDriver.Mailbox,
                    subject = "Office hour",
                    category = "Pathway",
                    weekly = new { day = "tuesday", from = "2026-12-01", times = 6 },
                });
            await app.OutlookAsync(
                "remove", new { eventId = made.GetProperty("occurrences")[3].GetProperty("eventId").GetString() });
        },
        async app =>
        {
            await app.PullAsync();
            foreach (var activity in await app.Get<Functions.Activities.ActivityTable>().AllAsync(Cancellation))
                await app.Get<Functions.Calendars.Invitations.InvitationSync>().RunAsync(activity.Id, Cancellation);

            // The answers of those whom the sync has invited.
            await app.PullAsync();
        });

    private static async Task PlannedAsync(AppUnderTest app)
    {
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("skills", SeriesDriver.Term());
    }
}
