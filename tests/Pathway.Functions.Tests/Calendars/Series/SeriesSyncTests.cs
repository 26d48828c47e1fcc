using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars.Series;

/// <summary>A term of Tuesdays in the programme's calendar: one series, and no mail too many.</summary>
public sealed class SeriesSyncTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_term_without_half_term_is_one_series_and_one_mail_a_person()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        await app.PlanAsync("skills", SeriesDriver.Term());

        var series = Assert.Single(await app.EventsAsync());
        var range = series.GetProperty("recurrence").GetProperty("range");
        Assert.Equal("Europe/London", range.GetProperty("recurrenceTimeZone").GetString());
        Assert.Equal(SeriesDriver.Tuesdays("2027-02-16"), await app.StartsAsync());
        Assert.Equal("2027-03-30T13:00", (await app.StartsAsync())[^1]);
        Assert.Equal(series.Attendees().Select(address => $"invite {address}"), app.Mails());
        Assert.True((await app.LedgerAsync("skills")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Twelve_single_events_would_cost_each_person_twelve_mails()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        for (var week = 0; week < 12; week++)
        {
            var day = new DateOnly(2027, 1, 12).AddDays(7 * week).ToString("O");
            await app.PlanAsync(
                $"skills-{week}",
                CalendarDriver.Masterclass(body => (body["start"], body["end"]) = ($"{day}T14:00:00", $"{day}T15:00:00")));
        }

        var (before, people) = (app.Mails().Length, (await app.EventsAsync())[0].Attendees().Length);
        await app.PlanAsync("skills", SeriesDriver.Term());
        var after = app.Mails(before).Length;

        TestContext.Current.TestOutputHelper!.WriteLine($"mails for a term: {before} as single events, {after} as a series");
        Assert.Equal((12 * people, people), (before, after));
    }

    [Fact]
    public async Task The_hour_stays_over_both_clock_changes()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.PlanAsync("skills", SeriesDriver.Term(body =>
        {
            (body["start"], body["end"]) = ("2027-03-16T14:00:00", "2027-03-16T15:00:00");
            body["repeats"] = new { every = "fortnight", until = "2027-11-09" };
        }));

        var starts = await app.StartsAsync();

        Assert.Equal(["2027-03-16T14:00", "2027-03-30T13:00"], starts[..2]);
        Assert.Equal(["2027-10-26T13:00", "2027-11-09T14:00"], starts[^2..]);
    }

    [Fact]
    public async Task A_day_that_is_called_off_tells_everybody_of_it_alone()
    {
        await using var app = await TermAsync();
        var mails = app.Graph.Mail.Count;

        using var answer = await app.Manager.DeleteAsync("/api/activities/skills/occurrences/2027-02-23", Cancellation);
        answer.EnsureSuccessStatusCode();
        await app.DrainAsync();

        Assert.Equal(SeriesDriver.Tuesdays("2027-02-16", "2027-02-23"), await app.StartsAsync());
        Assert.Equal(Everybody(app, "cancel"), app.Mails(mails));
        Assert.True((await app.LedgerAsync("skills")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task A_day_is_called_off_with_a_reason_that_everybody_reads_and_that_stays()
    {
        await using var app = await TermAsync();
        var mails = app.Graph.Mail.Count;

        await CallOffAsync(app, "2027-02-23", "The speaker\n is ill.");
        await CallOffAsync(app, "2027-02-23", "Another reason.");
        using var long501 = await app.Manager.DeleteAsync($"/api/activities/skills/occurrences/2027-03-02?reason={new string('x', 501)}", Cancellation);
        using var patch = await app.Manager.PatchAsJsonAsync(
            "/api/activities/skills", new { repeats = new { reasons = new Dictionary<string, string>(StringComparer.Ordinal) { ["2027-03-09"] = "of a day that is held" } } }, Cancellation);
        patch.EnsureSuccessStatusCode();
        await app.DrainAsync();

        var told = app.Graph.Mail.Skip(mails).ToList();
        Assert.Equal(Everybody(app, "cancel"), app.Mails(mails));
        Assert.All(told, mail => Assert.Equal("Clinical skills is not held on Tuesday 23 February 2027. The speaker is ill.", mail.Comment));
        Assert.Equal(HttpStatusCode.BadRequest, long501.StatusCode);
        Assert.Contains("/reason", await long501.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        var dates = await app.Manager.GetFromJsonAsync<JsonElement>("/api/activities/skills/occurrences", Cancellation);
        Assert.Equal(
            ["2027-02-23: The speaker is ill."],
            dates.GetProperty("items").EnumerateArray().Where(date => date.TryGetProperty("reason", out _))
                .Select(date => $"{date.GetProperty("date")}: {date.GetProperty("reason")}"));
        Assert.Equal(
            """{"2027-02-23":"The speaker is ill."}""",
            (await app.ActivityAsync("skills")).GetProperty("repeats").GetProperty("reasons").GetRawText());

        await MoveAsync(app, "2027-02-23", new { start = "2027-02-24T14:00:00" });

        Assert.False((await app.ActivityAsync("skills")).GetProperty("repeats").TryGetProperty("reasons", out _));

        static async Task CallOffAsync(AppUnderTest app, string date, string reason)
        {
            using var answer = await app.Manager.DeleteAsync(
                $"/api/activities/skills/occurrences/{date}?reason={Uri.EscapeDataString(reason)}", Cancellation);
            answer.EnsureSuccessStatusCode();
            await app.DrainAsync();
        }
    }

    [Fact]
    public async Task A_day_that_is_moved_tells_everybody_once_and_moves_back()
    {
        await using var app = await TermAsync();
        var mails = app.Graph.Mail.Count;

        await MoveAsync(app, "2027-03-30", new { start = "2027-04-01T09:00:00" });
        var (moved, told) = (await app.StartsAsync(), app.Mails(mails));
        await MoveAsync(app, "2027-03-30", new { start = "2027-03-30T14:00:00" });

        Assert.Equal("2027-04-01T08:00", moved[^1]);
        Assert.Equal(Everybody(app, "update"), told);
        Assert.Equal(SeriesDriver.Tuesdays("2027-02-16"), await app.StartsAsync());
        Assert.Empty((await app.ActivityAsync("skills")).GetProperty("repeats").GetProperty("moved").EnumerateArray());
    }

    [Fact]
    public async Task Days_that_trade_places_one_after_the_other_meet_none()
    {
        await using var app = await TermAsync();

        await app.PlanAsync("skills", SeriesDriver.Term(body => body["repeats"] = SeriesDriver.Repeats(
            moved: [SeriesDriver.Moved("2027-03-02", "2027-03-09T14:00:00"), SeriesDriver.Moved("2027-03-09", "2027-03-15T14:00:00")])));

        Assert.Equal(["2027-03-09T14:00", "2027-03-15T14:00", "2027-03-16T14:00"], (await app.StartsAsync())[6..9]);
        Assert.True((await app.LedgerAsync("skills")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task A_day_that_was_called_off_comes_back()
    {
        await using var app = await TermAsync();
        await MoveAsync(app, "2027-03-02", new { start = "2027-03-03T14:00:00" });

        await MoveAsync(app, "2027-02-16", new { start = "2027-02-16T14:00:00" });
        await app.SyncAsync("skills");
        var changes = app.Changes().Count;
        await app.SyncAsync("skills");

        var expected = SeriesDriver.Tuesdays();
        expected[7] = "2027-03-03T14:00";
        Assert.Equal(expected, await app.StartsAsync());
        Assert.Equal(changes, app.Changes().Count);
        Assert.True((await app.LedgerAsync("skills")).GetProperty("inStep").GetBoolean());
    }

    [Fact]
    public async Task Another_hour_keeps_the_holidays()
    {
        await using var app = await TermAsync();

        await app.PlanAsync("skills", SeriesDriver.Term(body =>
            (body["start"], body["end"]) = ("2027-01-12T10:00:00", "2027-01-12T11:30:00")));

        var starts = await app.StartsAsync();
        Assert.Equal(11, starts.Length);
        Assert.DoesNotContain("2027-02-16T10:00", starts);
        Assert.Equal("2027-03-30T09:00", starts[^1]);
    }

    [Fact]
    public async Task A_series_becomes_a_single_event_and_a_series_again()
    {
        await using var app = await TermAsync();

        await app.PlanAsync("skills", SeriesDriver.Term(body => body["repeats"] = null));
        var single = await app.StartsAsync();
        await app.PlanAsync("skills", SeriesDriver.Term());

        Assert.Equal(["2027-01-12T14:00"], single);
        Assert.Equal(SeriesDriver.Tuesdays("2027-02-16"), await app.StartsAsync());
        Assert.Single(await app.EventsAsync());
    }

    [Fact]
    public async Task Cancelling_the_series_is_one_mail_a_person()
    {
        await using var app = await TermAsync();
        var mails = app.Graph.Mail.Count;
        var everybody = Everybody(app, "cancel");

        await app.CancelAsync("skills");
        await app.DrainAsync();

        Assert.Empty(await app.StartsAsync());
        Assert.Equal(everybody, app.Mails(mails));
    }

    [Fact]
    public async Task A_college_that_joins_in_the_middle_gets_one_mail_for_what_is_left()
    {
        await using var app = await TermAsync();
        app.Time.SetUtcNow(new DateTimeOffset(2027, 2, 3, 9, 0, 0, TimeSpan.Zero));
        var mails = app.Graph.Mail.Count;

        await app.JoinAsync("utc-york");
        await app.DrainAsync();
        app.Time.Advance(TimeSpan.FromMinutes(11));
        await app.SyncAsync("skills");

        Assert.All(app.Graph.Mail.Skip(mails), mail => Assert.Equal("invite", mail.Kind));
        Assert.Equal(app.Mails(mails).Distinct(StringComparer.Ordinal), app.Mails(mails));
        Assert.NotEmpty(app.Mails(mails));
        Assert.Equal(SeriesDriver.Tuesdays("2027-02-16"), await app.StartsAsync());
    }

    private static List<string> Everybody(AppUnderTest app, string kind) =>
        app.Graph.Mail.Select(mail => $"{kind} {mail.To}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();

    private static async Task MoveAsync(AppUnderTest app, string date, object to)
    {
        using var answer = await app.Manager.PutAsJsonAsync($"/api/activities/skills/occurrences/{date}", to, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        await app.DrainAsync();
    }

    private static async Task<AppUnderTest> TermAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PlanAsync("skills", SeriesDriver.Term());
        return app;
    }
}
