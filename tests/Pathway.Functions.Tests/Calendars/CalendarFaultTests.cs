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
    // done later; a repeated PUT of a college is a version more; how far the calendar was followed is counted in
    // Graph's changes.
    internal static readonly string[] Unsteady =
    [
        "Invitations.Mark", "Activities.ChangedAt", "Activities.CancelledAt", "Colleges.Salt", "Colleges.JoinedAt",
        "Colleges.LeftAt", "Colleges.Rotations",
        "Invitations.PulledAt", "Invitations.WindowStart", "Invitations.DeltaLink", "Invitations.ExpiresAt",
        "Invitations.Id",

        // Who is at the mailbox until when, and what was sent, a try that came to nothing included; which failures
        // were in a row.
        "Invitations.Shares", "Invitations.Sent", "Invitations.Terms", "Invitations.RunLength", "Invitations.RunSince",
        "Invitations.RunReason",

        // What Teams had instead is forgotten as soon as it is seen to be right.
        "Invitations.Drift",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Invites_once(bool isForgiving) =>
        SweepAsync(
            "sync one activity",
            app => app.JoinAsync("utc-leeds"),
            app => app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass()),
            isForgiving);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Moves_once(bool isForgiving) => SweepAsync("move one activity", PlannedAsync, app =>
        app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass(body => (body["start"], body["end"]) = ("2026-12-03T14:00:00", "2026-12-03T15:00:00"))),
        isForgiving);

    [Fact]
    public Task Describes_anew_once() =>
        SweepAsync("describe one activity anew", PlannedAsync, app =>
        app.PutOnceAsync("hospital-ai", CalendarDriver.Masterclass(body => body["description"] = "Bring questions.")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Cancels_once(bool isForgiving) =>
        SweepAsync("cancel one activity", PlannedAsync, app => app.CancelAsync("hospital-ai"), isForgiving);

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
    public Task Adopts_once() => SweepAsync("adopt an event",
        async app =>
        {
            await app.JoinAsync("utc-leeds");
            await app.OutlookAsync(
                "edit",
                new { mailbox = Mailbox, subject = "Robots", start = "2026-12-09T10:00:00", end = "2026-12-09T11:00:00", timeZone = "Europe/London", categories = new[] { "Pathway" } });
        },
        async app =>
        {
            await PullAsync(app);
            await SyncAllAsync(app);

            // The answers of those whom the sync has invited.
            await PullAsync(app);
        });

    [Fact]
    public Task Pulls_once() => SweepAsync("pull answers and an edit",
        async app =>
        {
            await PlannedAsync(app);
            await app.Get<CalendarPull>().RunAsync(whole: false, CancellationToken.None);
            var id = (await app.EventsAsync())[0].GetProperty("id").GetString();
            await app.OutlookAsync(
                "respond", new { eventId = id, attendee = "staff@utc-leeds.example.org", response = "accepted" });
            await app.OutlookAsync("edit", new { eventId = id, subject = "How two hospitals use AI" });
        },
        PullAsync);

    [Fact]
    public Task Renews_once() =>
        SweepAsync("renew the subscription", _ => Task.CompletedTask, async app =>
    {
        await app.Get<CalendarSubscription>().RenewAsync(atOnce: true, CancellationToken.None);
    });

    [Fact]
    public Task Reconciles_once() => SweepAsync("reconcile a deletion",
        async app =>
        {
            await PlannedAsync(app);
            await app.OutlookAsync(
                "remove", new { eventId = (await app.EventsAsync())[0].GetProperty("id").GetString() });
        },
        app => app.Get<CalendarPull>().RunAsync(whole: true, CancellationToken.None));

    [Fact]
    public Task Secures_once() => SweepAsync(
        "secure a meeting whose speakers change",
        async app =>
        {
            await app.JoinAsync("utc-leeds");
            await app.PlanAsync("hospital-ai", SpeakerTests.WithSpeakers());
        },
        app => app.PutOnceAsync("hospital-ai", SpeakerTests.WithSpeakers(body => body["speakers"] = new[] { new { name = "Tom Hale", email = "tom@vendor.example.com" } })));

    [Fact]
    public Task Puts_right_once() => SweepAsync(
        "put a meeting right at night",
        async app =>
        {
            await PlannedAsync(app);
            await SafeMeetingTests.ChangeAsync(app, new { allowedPresenters = "everyone" });
        },
        app => app.Get<Reconciliation>().RunAsync(CancellationToken.None));

    [Fact]
    public Task Waits_once() => SweepAsync(
        "gather two corrections of a text",
        async app =>
        {
            await PlannedAsync(app);
            await app.PutOnceAsync("hospital-ai", Quiet("One."));
        },
        async app =>
        {
            await app.PutOnceAsync("hospital-ai", Quiet("Two."));
            await SyncAllAsync(app);
            app.Time.Advance(TimeSpan.FromMinutes(31));
        });

    [Fact]
    public Task Restores_once() => SweepAsync(
        "restore what was deleted at once",
        async app =>
        {
            await app.JoinAsync("utc-leeds");
            for (var number = 1; number <= 2; number++)
                await app.PlanAsync($"class-{number}", CalendarDriver.Masterclass(body => body["online"] = false));
            await app.Get<CalendarPull>().RunAsync(whole: false, CancellationToken.None);
            foreach (var item in await app.EventsAsync())
                await app.OutlookAsync("remove", new { eventId = item.GetProperty("id").GetString() });
            await app.Get<CalendarPull>().RunAsync(whole: false, CancellationToken.None);
        },
        async app =>
        {
            (await app.Manager.PostAsync("/api/calendar/restore-cancellations", null)).EnsureSuccessStatusCode();
            await SyncAllAsync(app);
        });

    private static Dictionary<string, object?> Quiet(string text) =>
        CalendarDriver.Masterclass(body => (body["description"], body["quietFor"]) = (text, 30));

    private static async Task PlannedAsync(AppUnderTest app)
    {
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass());
    }

    private static Task PullAsync(AppUnderTest app) =>
        app.Get<CalendarPull>().RunAsync(whole: false, CancellationToken.None);

    private static async Task SyncAllAsync(AppUnderTest app)
    {
        foreach (var activity in await app.Get<ActivityTable>().AllAsync(CancellationToken.None))
            await app.Get<InvitationSync>().RunAsync(activity.Id, CancellationToken.None);
    }

    /// <summary>A conflict that passes, Graph that was busy, a text that waits: the queue would deliver it again.</summary>
    private static async Task<bool> IsToBeTriedAgainAsync(AppUnderTest app)
    {
        foreach (var activity in await app.Get<ActivityTable>().AllAsync(CancellationToken.None))
        {
            var known = await app.Get<InvitationTable>().ReadAsync(activity.Id, CancellationToken.None);
            if (known.Any(invitation => invitation is { Intent: not InvitationStep.None } or { QuietUntil: not null }
                or { Failures: > 0, NextTry: not null }))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Somebody who repeats what was not answered, then the sync, as its queue delivers it again and again: on Exchange as
    /// strict as it is.
    /// </summary>
    internal static Task SweepAsync(
        string name, Func<AppUnderTest, Task> arrange, Func<AppUnderTest, Task> change, bool isForgiving = false) =>
        FaultSweep.RunAsync(
        new Scenario(isForgiving ? $"{name} on a forgiving Exchange" : name, isForgiving ? arrange : StrictExchange.With(arrange), async app =>
        {
            // An intent whose writer died is taken over once its time has passed.
            app.Time.Advance(TimeSpan.FromMinutes(5));
            await change(app);
            await SyncAllAsync(app);
            for (var tries = 0; tries < 8 && await IsToBeTriedAgainAsync(app); tries++)
            {
                app.Time.Advance(TimeSpan.FromMinutes(5));
                await SyncAllAsync(app);
            }

            // What is left on the queue asks for what was just done.
            await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
        })
        {
            Ignore = Unsteady,
        },
        TestContext.Current.TestOutputHelper!.WriteLine);
}
