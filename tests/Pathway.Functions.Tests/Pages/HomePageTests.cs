using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Graph;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Pages;

public sealed class HomePageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_what_needs_the_manager_worst_first_and_nothing_when_nothing_does()
    {
        await using var app = await AppUnderTest.StartAsync();
        Assert.Contains(
            "Nothing. Everything runs by itself.",
            (await PageClient.OpenAsync(app.Manager, "/")).Html,
            StringComparison.Ordinal);

        await app.JoinAsync("utc-oakwood");
        await Plans.PutAsync(app, "gone");
        await app.DrainAsync();
        await app.Get<PullStateStore>().SaveAsync(
            new PullState(app.Get<Mailboxes>().First) { Pending = [ActivityId.Parse("gone")] }, Cancellation);
        await app.Get<DeadLetterTable>()
            .AddAsync(app.Storage.QueueNames.Digests, "broken", "It cannot be read.", 5, Cancellation);

        var (_, html) = await PageClient.OpenAsync(app.Manager, "/");
        string[] needs =
        [
            "UTC-OAKWOOD has been silent for five weeks or more", "1 event vanished from Outlook",
            "1 piece of work could not be done",
        ];
        var places = needs.Select(need => html.IndexOf(need, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Shows_this_weeks_sessions_with_answers_and_the_way_in_to_each_reader_their_own()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-derby");
        await app.PlanAsync(
            "today",
            Plans.Body(new { title = "Genomics on a laptop", start = "2026-11-27T14:00:00", end = "2026-11-27T15:00:00" }));
        var meeting = (await app.EventsAsync())[0].GetProperty("id").GetString();
        await app.OutlookAsync(
            "respond", new { eventId = meeting, attendee = "staff@utc-leeds.example.org", response = "accepted" });
        await app.Get<CalendarPull>().RunAsync(whole: false, Cancellation);
        await app.DrainAsync();

        var (_, all) = await PageClient.OpenAsync(app.Manager, "/");
        var (_, own) = await PageClient.OpenAsync(app.As("head@utc-derby.example.org", Caller.CoordinatorRole), "/");

        Assert.Contains("Fri 27 November, 14:00 to 15:00", all, StringComparison.Ordinal);
        Assert.Contains("1 accepted", all, StringComparison.Ordinal);
        Assert.Contains("3 no answer", all, StringComparison.Ordinal);
        Assert.Contains("Join in Teams", all, StringComparison.Ordinal);
        Assert.Contains("0 accepted", own, StringComparison.Ordinal);
        Assert.Contains("2 no answer", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Needs you", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_are_mended_by_their_buttons()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-oakwood");
        await Plans.PutAsync(app, "gone");
        await app.Get<PullStateStore>().SaveAsync(
            new PullState(app.Get<Mailboxes>().First) { Pending = [ActivityId.Parse("gone")] }, Cancellation);
        var letter = await app.Get<DeadLetterTable>()
            .AddAsync(app.Storage.QueueNames.Digests, "one", "It cannot be read.", 5, Cancellation);
        var other = await app.Get<DeadLetterTable>()
            .AddAsync(app.Storage.QueueNames.Digests, "two", "Nor this.", 5, Cancellation);
        var (_, html) = await PageClient.OpenAsync(app.Manager, "/problems");
        Assert.Contains("It cannot be read.", html, StringComparison.Ordinal);
        var token = await PageClient.TokenAsync(app.Manager, "/problems");

        Assert.Equal(
            "/problems?done=dismissed",
            (await PageClient.SendAsync(app.Manager, "/problems/dismiss", token, ("id", letter.Id))).Location);
        Assert.Equal(
            "/problems?done=replayed",
            (await PageClient.SendAsync(app.Manager, "/problems/replay", token, ("id", other.Id))).Location);
        Assert.Equal(
            404, (int)(await PageClient.SendAsync(app.Manager, "/problems/calendar", token, ("decision", "?"))).Status);
        Assert.Equal(
            "/problems?done=confirmed",
            (await PageClient.SendAsync(app.Manager, "/problems/calendar", token, ("decision", "cancel"))).Location);

        Assert.Empty(await app.Get<DeadLetterTable>().ListAsync("", Cancellation).ToListAsync(Cancellation));
        Assert.True((await app.FindAsync("gone"))!.IsCancelled);
        Assert.Empty((await app.Get<PullStateStore>().ReadAsync(app.Get<Mailboxes>().First, Cancellation)).Pending);
    }
}
