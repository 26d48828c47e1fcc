using Pathway.Functions.Calendars.Pull;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars.Series;

/// <summary>
/// What a manager's week of plans and edits puts into the letter boxes of three colleges with two addresses each, and of one
/// that joins on Thursday.
/// </summary>
public sealed class WeekOfMailsTests
{
    private const string Id = "hospital-ai";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_hears_what_concerns_them_once()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = StrictExchange.Modes with { ConflictPercent = 0 };
        foreach (var college in new[] { "utc-leeds", "utc-york", "utc-hull" })
            await app.JoinAsync(college);
        var (days, said) = (new List<string>(), 0);

        async Task EndOfAsync(string day)
        {
            await app.DrainAsync();
            app.Time.Advance(TimeSpan.FromHours(16));
            await app.Get<Reconciliation>().RunAsync(Cancellation);
            await app.DrainAsync();
            var mails = app.Graph.Mail.Skip(said).ToList();
            said += mails.Count;
            days.Add($"{day}: " + string.Join(
                ", ",
                mails.GroupBy(mail => (mail.Kind, mail.Subject))
                    .OrderBy(group => group.Key.Subject, StringComparer.Ordinal)
                    .Select(group => $"{group.Key.Kind} {group.Key.Subject} to {group.Count()}")));
            app.Time.Advance(TimeSpan.FromHours(8));
        }

        await app.PlanAsync(Id, CalendarDriver.Masterclass());
        await app.PlanAsync("skills", SeriesDriver.Term());
        await EndOfAsync("Monday, a masterclass and eleven Tuesdays are planned");

        foreach (var text in new[] { "Bring qestions.", "Bring questions." })
        {
            await app.PlanAsync(Id, CalendarDriver.Masterclass(body => (body["description"], body["quietFor"]) = (text, 30)));
            app.Time.Advance(TimeSpan.FromMinutes(5));
        }

        app.Time.Advance(TimeSpan.FromMinutes(31));
        await app.SyncAsync(Id);
        await EndOfAsync("Tuesday, a text is written and its slip of the pen mended");

        var moved = CalendarDriver.Masterclass(body =>
            (body["description"], body["start"], body["end"]) = ("Bring questions.", "2026-12-03T14:00:00", "2026-12-03T15:00:00"));
        await app.PlanAsync(Id, moved);
        await app.PlanAsync(Id, moved);
        await EndOfAsync("Wednesday, the masterclass is moved, and saved twice");

        await app.JoinAsync("utc-hastings");
        await EndOfAsync("Thursday, a college joins");

        (await app.Manager.DeleteAsync("/api/activities/skills/occurrences/2027-03-02", Cancellation)).EnsureSuccessStatusCode();
        await EndOfAsync("Friday, one Tuesday is called off");

        foreach (var day in days)
            TestContext.Current.TestOutputHelper!.WriteLine(day);
        Assert.Equal(
            [
                "Monday, a masterclass and eleven Tuesdays are planned: invite Clinical skills to 6, invite How a hospital uses AI to 6",
                "Tuesday, a text is written and its slip of the pen mended: update How a hospital uses AI to 6",
                "Wednesday, the masterclass is moved, and saved twice: update How a hospital uses AI to 6",
                "Thursday, a college joins: invite Clinical skills to 2, invite How a hospital uses AI to 2",
                "Friday, one Tuesday is called off: cancel Clinical skills to 8",
            ],
            days);
    }
}
