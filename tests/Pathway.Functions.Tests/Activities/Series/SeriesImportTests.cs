using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Activities.Series;

/// <summary>Series in a calendar file, as Outlook writes them.</summary>
public sealed class SeriesImportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // As Outlook exports a series with a date deleted and another moved.
    private static readonly string[] Outlook =
    [
        "BEGIN:VEVENT",
        "DTSTART;TZID=\"GMT Standard Time\":20270316T140000",
        "DTEND;TZID=\"GMT Standard Time\":20270316T150000",
        "RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=TU",
        "EXDATE;TZID=\"GMT Standard Time\":20270330T140000",
        "SUMMARY:Clinical skills",
        "UID:040000008200E00074C5B7101A82E008",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "DTSTART;TZID=\"GMT Standard Time\":20270414T090000",
        "DTEND;TZID=\"GMT Standard Time\":20270414T103000",
        "RECURRENCE-ID;TZID=\"GMT Standard Time\":20270413T140000",
        "SUMMARY:Clinical skills",
        "UID:040000008200E00074C5B7101A82E008",
        "END:VEVENT",
    ];

    [Fact]
    public async Task A_series_of_Outlook_keeps_its_rule_and_what_was_changed_in_it()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await ImportAsync(app, Outlook);
        using var again = await ImportAsync(app, Outlook);

        var entry = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("entries")[0];
        Assert.Equal(
            "Every Tuesday, 14:00–15:00, Tue 16 March 2027 – Tue 20 April 2027: 5 times, 1 of them moved",
            entry.GetProperty("when").GetString());
        Assert.Equal(1, (await again.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("unchanged").GetArrayLength());
        Assert.Equal(
            [
                "2027-03-16T14:00:00Z", "2027-03-23T14:00:00Z", "2027-04-06T14:00:00+01:00", "2027-04-14T09:00:00+01:00",
                "2027-04-20T14:00:00+01:00",
            ],
            await HeldAsync(app, entry.GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270401T130000Z;WKST=SU", "16 18 30 01")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270330", "16 23 30")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270330T130000Z", "16 23 30")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270330T125959Z", "16 23")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270330T140000", "16 23 30")]
    [InlineData("freq=weekly;interval=1;count=2;wkst=mo", "16 23")]
    public async Task A_rule_has_its_dates(string rule, string days)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await ImportAsync(app, Event($"RRULE:{rule}"));

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body.GetRawText());
        var held = await HeldAsync(app, body.GetProperty("entries")[0].GetProperty("id").GetString()!);
        Assert.Equal(days, string.Join(' ', held.Select(start => start[8..10])));
    }

    [Fact]
    public async Task A_series_in_UTC_follows_no_clock()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await ImportAsync(
            app,
            [
                "BEGIN:VEVENT", "DTSTART:20270323T140000Z", "DTEND:20270323T150000Z", "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:A",
                "UID:a", "END:VEVENT",
            ]);

        var entry = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("entries")[0];
        Assert.Equal(
            ["2027-03-23T14:00:00Z", "2027-03-30T14:00:00Z"], await HeldAsync(app, entry.GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData("RRULE:FREQ=DAILY;COUNT=3", "does not repeat by weeks")]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=3", "does not repeat by weeks")]
    [InlineData("RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=3", "more than two weeks")]
    [InlineData("RRULE:FREQ=WEEKLY", "without an end")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=3;UNTIL=20270401", "without an end, or with two")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=3;BYMONTH=3", "a rule that is not taken")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=WE", "does not hold the day of the start")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=soon", "a COUNT that is no number")]
    [InlineData("RRULE:FREQ=WEEKLY;UNTIL=later", "an UNTIL that is no date")]
    [InlineData("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=6;BYDAY=TU,SU;WKST=SU", "do not begin on Monday")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=400", "must be from 2 to 200")]
    [InlineData("RDATE:20270323T140000", "more than one rule")]
    [InlineData("RECURRENCE-ID:20270323T140000", "not in the file")]
    public async Task What_is_no_such_series_is_refused_with_its_line(string line, string reason)
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await ImportAsync(app, Event(line));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var fault = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors")[0];
        Assert.Equal((5, line.Split(':')[0]), (fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetString()));
        Assert.Contains(reason, fault.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public Task An_import_of_a_series_converges_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "import a series",
            app => app.JoinAsync("utc-leeds"),
            async app =>
            {
                await Webhooks.CollegeSystem.RepeatAsync(() => ImportAsync(app, Outlook));
                await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
            }),
        TestContext.Current.TestOutputHelper!.WriteLine);

    private static string[] Event(string line) =>
    [
        "BEGIN:VEVENT", "DTSTART;TZID=Europe/London:20270316T140000", "DTEND;TZID=Europe/London:20270316T150000", line, "SUMMARY:A",
        "UID:a", "END:VEVENT",
    ];

    private static Task<HttpResponseMessage> ImportAsync(AppUnderTest app, string[] lines) => app.Manager.PostAsync(
        "/api/activities/import",
        new StringContent(
            string.Join("\r\n", ["BEGIN:VCALENDAR", .. lines, "END:VCALENDAR", ""]), Encoding.UTF8, "text/calendar"),
        Cancellation);

    private static async Task<IEnumerable<string>> HeldAsync(AppUnderTest app, string id) =>
        (await app.Manager.GetFromJsonAsync<JsonElement>($"/api/activities/{id}/occurrences", Cancellation)).GetProperty("items")
            .EnumerateArray()
            .Where(item => item.GetProperty("state").GetString() != "cancelled")
            .Select(item => item.GetProperty("start").GetString()!)
            .ToList();
}
