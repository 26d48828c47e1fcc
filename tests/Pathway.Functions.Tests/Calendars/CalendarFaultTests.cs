using System.Net.Http.Json;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Calendars.Push;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>Every flow of the calendar with every call broken in every way: one event each, and nobody mailed twice.</summary>
public sealed class CalendarFaultTests
{
    private const string Mailbox = "pathway@digital-health.example.org";

    // The mark that tells one write from another is random, and so is a college's salt. What came through at the second try was
    // done later; a repeated PUT of a college is a version more; how far the calendar was followed is counted in Graph's changes.
    private static readonly string[] Unsteady =
    [
        "Invitations.Mark", "Activities.ChangedAt", "Activities.CancelledAt", "Colleges.Salt", "Colleges.JoinedAt", "Colleges.LeftAt", "Colleges.Rotations",
        "Invitations.PulledAt", "Invitations.WindowStart", "Invitations.DeltaLink", "Invitations.ExpiresAt", "Invitations.Id",
    ];

    [Fact]
    public Task Invites_once() => SweepAsync("sync one activity", app => app.JoinAsync("utc-leeds"), app => app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass()));

    [Fact]
    public Task Moves_once() => SweepAsync("move one activity", PlannedAsync, app =>
        app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass(body => (body["start"], body["end"]) = ("2026-12-03T14:00:00", "2026-12-03T15:00:00"))));

    [Fact]
    public Task Describes_anew_once() => SweepAsync("describe one activity anew", PlannedAsync, app =>
        app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass(body => body["description"] = "Bring questions.")));

    [Fact]
    public Task Cancels_once() => SweepAsync("cancel one activity", PlannedAsync, app => app.CancelAsync("hospital-ai"));

    [Fact]
    public Task Joins_once() => SweepAsync("a college joins", PlannedAsync, async app =>
    {
        var york = new { name = "UTC York", audience = new[] { "staff@utc-york.example.org" } };
        (await app.Manager.PutAsJsonAsync("/api/colleges/utc-york", york)).EnsureSuccessStatusCode();
        await app.Get<CollegeFanOut>().RunAsync(CollegeId.Parse("utc-york"), CancellationToken.None);
        await app.Get<InvitationSync>().RunAsync(ActivityId.Parse("hospital-ai"), CancellationToken.None);
        app.Time.Advance(TimeSpan.FromMinutes(11));
    });

    [Fact]
    public Task Leaves_once() => SweepAsync("a college leaves", PlannedAsync, async app =>
    {
        using var left = await app.Manager.DeleteAsync("/api/colleges/utc-leeds");
        if ((int)left.StatusCode >= 500)
            left.EnsureSuccessStatusCode();
        await app.Get<CollegeFanOut>().RunAsync(CollegeId.Parse("utc-leeds"), CancellationToken.None);
    });

    [Fact]
    public Task Adopts_once() => SweepAsync(
        "adopt an event",
        async app =>
        {
            await app.JoinAsync("utc-leeds");
            await app.OutlookAsync("edit", new { mailbox = Mailbox, subject = "Robots", start = "2026-12-09T10:00:00", end = "2026-12-09T11:00:00", timeZone = "Europe/London", categories = new[] { "Pathway" } });
        },
        async app =>
        {
            await PullAsync(app);
            await SyncAllAsync(app);

            // The answers of those whom the sync has invited.
            await PullAsync(app);
        });

    [Fact]
    public Task Pulls_once() => SweepAsync(
        "pull answers and an edit",
        async app =>
        {
            await PlannedAsync(app);
            await app.Get<CalendarPull>().RunAsync(whole: false, CancellationToken.None);
            var id = (await app.EventsAsync())[0].GetProperty("id").GetString();
            await app.OutlookAsync("respond", new { eventId = id, attendee = "staff@utc-leeds.example.org", response = "accepted" });
            await app.OutlookAsync("edit", new { eventId = id, subject = "How two hospitals use AI" });
        },
        PullAsync);

    [Fact]
    public Task Renews_once() => SweepAsync("renew the subscription", _ => Task.CompletedTask, async app =>
    {
        await app.Get<CalendarSubscription>().RenewAsync(atOnce: true, CancellationToken.None);
    });

    [Fact]
    public Task Reconciles_once() => SweepAsync(
        "reconcile a deletion",
        async app =>
        {
            await PlannedAsync(app);
            await app.OutlookAsync("remove", new { eventId = (await app.EventsAsync())[0].GetProperty("id").GetString() });
        },
        app => app.Get<CalendarPull>().RunAsync(whole: true, CancellationToken.None));

    private static async Task PlannedAsync(AppUnderTest app)
    {
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
    }

    private static Task PullAsync(AppUnderTest app) => app.Get<CalendarPull>().RunAsync(whole: false, CancellationToken.None);

    private static async Task SyncAllAsync(AppUnderTest app)
    {
        foreach (var activity in await app.Get<ActivityTable>().AllAsync(CancellationToken.None))
            await app.Get<InvitationSync>().RunAsync(activity.Id, CancellationToken.None);
    }

    /// <summary>Somebody who repeats what was not answered, then the sync, as its queue delivers it again and again.</summary>
    private static Task SweepAsync(string name, Func<AppUnderTest, Task> arrange, Func<AppUnderTest, Task> change) => FaultSweep.RunAsync(
        new Scenario(name, arrange, async app =>
        {
            // An intent whose writer died is taken over once its time has passed.
            app.Time.Advance(TimeSpan.FromMinutes(5));
            await change(app);
            await SyncAllAsync(app);

            // What is left on the queue asks for what was just done.
            await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
        })
        {
            Ignore = Unsteady,
        },
        TestContext.Current.TestOutputHelper!.WriteLine);
}
