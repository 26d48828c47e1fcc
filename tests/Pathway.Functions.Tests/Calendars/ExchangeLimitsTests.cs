using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class ExchangeLimitsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_in_the_ledger_from_whom_mail_came_back()
    {
        await using var app = await CalendarDriver.PlannedAsync(new SimulatorModes { Bounces = ["staff@utc-leeds.example.org"] });

        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);

        var why = (await app.LedgerAsync("hospital-ai")).GetProperty("why").GetString();
        Assert.Equal("Mail came back from staff@utc-leeds.example.org (the address is not known there).", why);
        Assert.DoesNotContain(
            "staff@",
            string.Join(
                '\n', app.Log.Lines.Where(line => line.Contains("returned", StringComparison.OrdinalIgnoreCase))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_a_change_over_days_when_the_mailbox_may_not_write_to_all_today()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Graph__RecipientsPerDay"] = "5" } });
        app.Graph.Modes = new SimulatorModes { RecipientsPerDay = 5 };
        await app.JoinAsync("utc-leeds");
        for (var number = 1; number <= 4; number++)
            await app.PlanAsync(
                $"class-{number}", CalendarDriver.Masterclass(body => body["title"] = $"Class {number}"));
        var (today, ledger, health) = (app.Graph.Mail.Count, await app.LedgerAsync("class-4"), await app.DetailAsync("mailbox"));

        for (var hours = 0; hours < 30; hours++)
        {
            app.Time.Advance(TimeSpan.FromHours(1));
            await app.Host.InvokeAsync("SweepCalendars", cancellationToken: Cancellation);
            await app.DrainAsync();
        }

        Assert.Equal(4, today);
        Assert.Equal(
            "The mailbox may not write to more people for now: the rest follows from Thu 26 November 2026, 13:00 UK time.",
            ledger.GetProperty("why").GetString());
        Assert.Contains("Thu 26 November 2026, 13:00 UK time", health, StringComparison.Ordinal);
        Assert.Equal(8, app.Graph.Mail.Count);
        Assert.DoesNotContain(
            app.Graph.Mail, mail => mail.Subject.StartsWith("Undeliverable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Learns_from_returned_mail_that_the_mailbox_has_reached_its_limit()
    {
        await using var app = await AppUnderTest.StartAsync();
        app.Graph.Modes = new SimulatorModes { RecipientsPerDay = 3 };
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("class-1", CalendarDriver.Masterclass());
        await app.PlanAsync("class-2", CalendarDriver.Masterclass());
        await app.Host.InvokeAsync("PullCalendarOnTimer", cancellationToken: Cancellation);

        await app.PlanAsync("class-3", CalendarDriver.Masterclass());

        Assert.Contains(
            "may not write to more people",
            (await app.LedgerAsync("class-3")).GetProperty("why").GetString(),
            StringComparison.Ordinal);
        Assert.Contains(
            "sending limit",
            (await app.LedgerAsync("class-2")).GetProperty("why").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Degrades_health_after_two_failures_in_a_row_and_says_what_waits()
    {
        await using var app = await CalendarDriver.PlannedAsync(new SimulatorModes());
        await app.PullAsync();
        app.Graph.Modes = new SimulatorModes { ServerErrorPercent = 100, RetryAfterSeconds = 0 };
        await app.PlanAsync("class-2", CalendarDriver.Masterclass());
        await Assert.ThrowsAnyAsync<Exception>(() => app.PullAsync());
        var once = await app.DetailAsync("calendar");
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await Assert.ThrowsAnyAsync<Exception>(() => app.PullAsync());
        var twice = await app.DetailAsync("calendar");
        app.Graph.Modes = new SimulatorModes();
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await app.PullAsync();
        await app.SyncAsync("class-2");

        Assert.DoesNotContain("cannot be followed", once, StringComparison.Ordinal);
        Assert.Contains("cannot be followed since Wed 25 November 2026, 12:00 UK time", twice, StringComparison.Ordinal);
        Assert.Contains("class-2", twice, StringComparison.Ordinal);
        Assert.DoesNotContain("since", await app.DetailAsync("calendar"), StringComparison.Ordinal);
    }
}
