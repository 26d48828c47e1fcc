using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Ical.Net.CalendarComponents;
using Pathway.Local.Azurite;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars.Series;

/// <summary>A series in the feed, as two independent readers understand it.</summary>
public sealed class SeriesFeedTests
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_clock_changes_holidays_and_a_moved_day_are_read_alike()
    {
        await using var app = await AppUnderTest.StartAsync();
        var url = await FeedUrlAsync(app);
        await app.PutOnceAsync("skills", SeriesDriver.Term(body =>
        {
            (body["start"], body["end"]) = ("2027-03-16T14:00:00", "2027-03-16T15:00:00");
            body["repeats"] = new
            {
                every = "week",
                on = new[] { "tuesday", "thursday" },
                until = "2027-11-04",
                except = new[] { "2027-03-16", "2027-03-25" },
                moved = new[] { new { date = "2027-03-30", start = "2027-03-31T09:00:00", end = "2027-03-31T10:30:00" } },
            };
        }));

        var text = await app.Client.GetStringAsync(url, Cancellation);
        var (uids, times) = await ReadAsync(text);

        var expected = Expected().ToArray();
        Assert.Equal(1, uids);
        Assert.Equal(expected, times);
        Assert.Equal(expected, Occurrences(text));
        Assert.Contains("2027-03-18T14:00:00.000Z 2027-03-18T15:00:00.000Z", times);
        Assert.Contains("2027-04-01T13:00:00.000Z 2027-04-01T14:00:00.000Z", times);
        Assert.Contains("2027-11-02T14:00:00.000Z 2027-11-02T15:00:00.000Z", times);
        Assert.Contains("2027-03-31T08:00:00.000Z 2027-03-31T09:30:00.000Z", times);
    }

    [Theory]
    [InlineData("Europe/London")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kolkata")]
    public async Task A_number_of_dates_ends_where_it_should(string zone)
    {
        await using var app = await AppUnderTest.StartAsync();
        var url = await FeedUrlAsync(app);
        await app.PutOnceAsync("skills", SeriesDriver.Term(body =>
        {
            body["timeZone"] = zone;
            body["repeats"] = new { every = "fortnight", times = 4, except = new[] { "2027-01-26" } };
        }));

        var text = await app.Client.GetStringAsync(url, Cancellation);
        var (_, times) = await ReadAsync(text);

        var there = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Assert.Equal(
            new[] { 12, 40, 54 }.Select(day => Text(TimeZoneInfo.ConvertTimeToUtc(Local(1, 1).AddDays(day - 1), there))),
            times.Select(time => time.Split(' ')[0]));
        Assert.Equal(times, Occurrences(text));
    }

    // Tuesdays and Thursdays, counted here by the day.
    private static IEnumerable<string> Expected()
    {
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var times = new List<string> { "2027-03-31T08:00:00.000Z 2027-03-31T09:30:00.000Z" };
        for (var day = Local(3, 16); day < Local(11, 5); day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Thursday) || (day.Month, day.Day) is (3, 16) or (3, 25) or (3, 30))
                continue;
            var start = TimeZoneInfo.ConvertTimeToUtc(day, london);
            times.Add($"{Text(start)} {Text(start.AddHours(1))}");
        }

        return times.Order(StringComparer.Ordinal);
    }

    private static string[] Occurrences(string text) =>
    [
        .. Ical.Net.Calendar.Load(text)!.GetOccurrences<CalendarEvent>()
            .Select(one => $"{Text(one.Period.StartTime.AsUtc)} {Text(one.Period.EffectiveEndTime!.AsUtc)}")
            .Order(StringComparer.Ordinal),
    ];

    private static DateTime Local(int month, int day) => new(2027, month, day, 14, 0, 0, DateTimeKind.Unspecified);

    private static string Text(DateTime utc) => utc.ToString(Moment, CultureInfo.InvariantCulture);

    private static async Task<string> FeedUrlAsync(AppUnderTest app) =>
        (await app.JoinAsync("utc-leeds")).GetProperty("feedUrl").GetString()!;

    private static async Task<(int Uids, string[] Times)> ReadAsync(string feed, [CallerFilePath] string here = "")
    {
        await Toolchain.EnsureAsync(_ => { }, Cancellation);
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Path.GetDirectoryName(here)!, "read-series.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        await node.StandardInput.WriteAsync(feed);
        node.StandardInput.Close();
        var output = await node.StandardOutput.ReadToEndAsync(Cancellation);
        await node.WaitForExitAsync(Cancellation);
        Assert.True(node.ExitCode == 0, "ical.js could not read the feed.");
        using var read = JsonDocument.Parse(output);
        return (
            read.RootElement.GetProperty("uids").GetInt32(),
            [.. read.RootElement.GetProperty("times").EnumerateArray().Select(time => time.GetString()!)]);
    }
}
