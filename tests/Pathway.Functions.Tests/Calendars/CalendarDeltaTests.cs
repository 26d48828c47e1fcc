using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class CalendarDeltaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Follows_through(string trouble)
    {
        var modes = trouble switch
        {
            "empty pages" => new SimulatorModes { EmptyPages = true },
            "repeated pages" => new SimulatorModes { RepeatedPages = true },
            _ => new SimulatorModes { RepeatedPages = true, EmptyPages = true },
        };
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        app.Graph.Modes = modes;
        await app.OutlookAsync("remove", new { eventId = await app.FirstEventAsync() });

        await app.PullAsync();

        Assert.True((await app.FindAsync("hospital-ai"))!.IsCancelled);
    }

    public static TheoryData<string> Troubles => ["empty pages", "repeated pages", "duplicates"];

    /// <summary>
    /// Graph forgets its links when a mailbox is brought back: then an event may be absent because it was not made
    /// yet.
    /// </summary>
    [Fact]
    public async Task Asks_before_it_believes_a_deletion_found_after_a_forgotten_link()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        app.Graph.Modes = new SimulatorModes { DeltaGone = true };
        await app.OutlookAsync("remove", new { eventId = await app.FirstEventAsync() });

        await app.PullAsync();
        var list = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities", Cancellation);
        using var confirmed = await app.Manager.PostAsync("/api/calendar/confirm-cancellations", null, Cancellation);

        Assert.Equal("missing", list.GetProperty("items")[0].GetProperty("state").GetString());
        Assert.True((await app.FindAsync("hospital-ai"))!.IsCancelled);
    }

    /// <summary>The link is followed to its end before all is looked at: else nobody would hear that it was forgotten.</summary>
    [Fact]
    public async Task Asks_where_the_link_was_forgotten_in_the_week_in_which_the_window_moves()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PlanAsync("hospital-ai", CalendarDriver.Masterclass(
            body => (body["start"], body["end"]) = ("2026-12-16T10:00:00", "2026-12-16T11:00:00")));
        await app.PullAsync();
        app.Time.Advance(TimeSpan.FromDays(8));
        app.Graph.Modes = new SimulatorModes { DeltaGone = true };
        await app.OutlookAsync("remove", new { eventId = await app.FirstEventAsync() });

        await app.PullAsync();
        await app.PullAsync();

        Assert.False((await app.FindAsync("hospital-ai"))!.IsCancelled);
        Assert.True((await app.FindAsync("hospital-ai"))!.IsMissing);
    }

    /// <summary>A round over everything that met somebody at work is made again; until then the link of before is kept.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Looks_at_everything_again_and_keeps_its_link_where_somebody_was_at_work(bool isRestored)
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        await SetIntentAsync(app, InvitationStep.Details);
        await app.Get<CalendarPull>().RunAsync(whole: true, Cancellation);
        await SetIntentAsync(app, InvitationStep.None);
        app.Graph.Modes = new SimulatorModes { DeltaGone = isRestored };
        await app.OutlookAsync("remove", new { eventId = await app.FirstEventAsync() });

        await app.PullAsync();

        var activity = await app.FindAsync("hospital-ai");
        Assert.Equal((!isRestored, isRestored), (activity!.IsCancelled, activity.IsMissing));
        Assert.False((await app.Get<PullStateStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation)).IsWholeDue);
    }

    [Fact]
    public async Task Goes_on_doubting_while_the_look_after_a_forgotten_link_meets_somebody_at_work()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        await SetIntentAsync(app, InvitationStep.Details);
        app.Graph.Modes = new SimulatorModes { DeltaGone = true };
        await app.PullAsync();
        await SetIntentAsync(app, InvitationStep.None);
        await app.OutlookAsync("remove", new { eventId = await app.FirstEventAsync() });

        await app.PullAsync();

        Assert.False((await app.FindAsync("hospital-ai"))!.IsCancelled);
        Assert.True((await app.FindAsync("hospital-ai"))!.IsMissing);
    }

    [Fact]
    public async Task Leaves_a_circle_and_starts_again()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        app.Graph.Modes = new SimulatorModes { LoopingNextLink = true };
        await app.PullAsync();
        var stuck = await app.Get<PullStateStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation);
        app.Graph.Modes = new SimulatorModes();

        await app.PullAsync();

        Assert.NotNull(stuck.Fault);
        Assert.Null((await app.Get<PullStateStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation)).Fault);
    }

    [Fact]
    public async Task Finds_nothing_deleted_in_an_event_that_moved_out_of_the_window()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        await app.OutlookAsync(
            "edit",
            new { eventId = await app.FirstEventAsync(), start = "2029-12-04T13:00:00", end = "2029-12-04T14:30:00" });

        await app.PullAsync();

        var activity = await app.FindAsync("hospital-ai");
        Assert.False(activity!.IsCancelled);
        Assert.Equal(2029, activity.Definition.Start.Year);
    }

    [Fact]
    public async Task Moves_its_window_on_once_a_week()
    {
        await using var app = await CalendarDriver.PlannedAsync("utc-leeds");
        await app.PullAsync();
        var first = await app.Get<PullStateStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation);
        app.Time.Advance(TimeSpan.FromDays(8));

        await app.PullAsync();

        Assert.Equal(
            TimeSpan.FromDays(8),
            (await app.Get<PullStateStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation)).WindowStart - first.WindowStart);
        Assert.Contains(
            app.Graph.Requests.TakeLast(1),
            request => request.Query.Contains("startDateTime", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task SetIntentAsync(AppUnderTest app, InvitationStep intent)
    {
        var table = app.Get<InvitationTable>();
        var invitation = Assert.Single(await table.ReadAsync(ActivityId.Parse("hospital-ai"), Cancellation));
        Assert.NotNull(await table.SaveAsync(invitation with { Intent = intent }, Cancellation));
    }
}
