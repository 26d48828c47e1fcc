using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

/// <summary>Five corrections of a text are one mail; a new time is told at once.</summary>
public sealed class QuietTextTests
{
    private const string Id = "hospital-ai";

    [Fact]
    public async Task Five_corrections_are_one_update()
    {
        await using var app = await PlannedAsync();
        for (var correction = 1; correction <= 5; correction++)
        {
            await app.PlanAsync(Id, Body($"Version {correction}."));
            app.Time.Advance(TimeSpan.FromMinutes(5));
        }

        var (waiting, ledger) = (app.Graph.Mail.Count(mail => mail.Kind == "update"), await app.LedgerAsync(Id));
        await SweepAsync(app, 10);

        Assert.Equal(0, waiting);
        Assert.False(ledger.GetProperty("inStep").GetBoolean());
        Assert.Contains("new text waits", ledger.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, app.Graph.Mail.Count(mail => mail.Kind == "update"));
        Assert.Contains("Version 5.", (await app.EventsAsync())[0].GetProperty("body").GetProperty("content").GetString(),
            StringComparison.Ordinal);
        Assert.True((await app.LedgerAsync(Id)).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task A_correction_taken_back_mails_nobody()
    {
        await using var app = await PlannedAsync();
        await app.PlanAsync(Id, Body("Wrong."));
        await app.PlanAsync(Id, Body("As it was."));

        await SweepAsync(app, 31);

        Assert.Equal(0, app.Graph.Mail.Count(mail => mail.Kind == "update"));
        Assert.True((await app.LedgerAsync(Id)).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task A_new_time_is_told_at_once_and_takes_the_waiting_text_along()
    {
        await using var app = await PlannedAsync();
        await app.PlanAsync(Id, Body("New."));

        await app.PlanAsync(Id, Body("New.", start: "2026-12-02T09:30:00"));

        var item = (await app.EventsAsync())[0];
        Assert.Equal(2, app.Graph.Mail.Count(mail => mail.Kind == "update"));
        Assert.Contains("New.", item.GetProperty("body").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_joins_meanwhile_is_invited_and_the_others_hear_of_the_text_alone()
    {
        await using var app = await PlannedAsync();
        await app.PlanAsync(Id, Body("New."));
        var before = app.Graph.Mail.Count;
        await app.JoinAsync("utc-york", new { name = "UTC York", audience = new[] { "staff@utc-york.example.org" } });
        await app.DrainAsync();

        await SweepAsync(app, 11);
        var joined = app.Mails(before);
        await SweepAsync(app, 31);

        Assert.Equal(["invite staff@utc-york.example.org"], joined);
        Assert.Equal(3, app.Graph.Mail.Count(mail => mail.Kind == "update"));
    }

    private static async Task<AppUnderTest> PlannedAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync(Id, Body("As it was."));
        return app;
    }

    private static Dictionary<string, object?> Body(string description, string start = "2026-12-02T10:00:00") =>
        CalendarDriver.Masterclass(body => (body["description"], body["start"], body["quietFor"]) = (description, start, 30));

    private static async Task SweepAsync(AppUnderTest app, int minutes)
    {
        app.Time.Advance(TimeSpan.FromMinutes(minutes));
        await app.Host.InvokeAsync("SweepCalendars", cancellationToken: TestContext.Current.CancellationToken);
        await app.DrainAsync();
    }
}
