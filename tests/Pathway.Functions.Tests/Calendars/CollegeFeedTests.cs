using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Pathway.Local.Azurite;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Calendars;

public sealed class CollegeFeedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Europe/London", "2027-03-26T10:00:00", "2027-03-26T10:00:00.000Z")]
    [InlineData("Europe/London", "2027-03-29T10:00:00", "2027-03-29T09:00:00.000Z")]
    [InlineData("Europe/London", "2027-10-29T10:00:00", "2027-10-29T09:00:00.000Z")]
    [InlineData("Europe/London", "2027-11-01T10:00:00", "2027-11-01T10:00:00.000Z")]
    [InlineData("America/New_York", "2027-03-15T10:00:00", "2027-03-15T14:00:00.000Z")]
    [InlineData("Asia/Kolkata", "2027-03-15T10:00:00", "2027-03-15T04:30:00.000Z")]
    [InlineData("Africa/Casablanca", "2027-02-15T10:00:00", "2027-02-15T10:00:00.000Z")]
    public async Task Says_the_same_local_time_on_both_sides_of_a_clock_change(
        string zone, string start, string instant)
    {
        await using var app = await AppUnderTest.StartAsync();
        var url = await FeedUrlAsync(app);
        await app.PutOnceAsync(
            "class",
            CalendarDriver.Masterclass(body => (body["start"], body["end"], body["timeZone"]) = (start, start.Replace(":00:00", ":45:00", StringComparison.Ordinal), zone)));

        var read = await ReadAsync(await FeedAsync(app, url));

        Assert.Equal(
            instant, Assert.Single(read.GetProperty("events").EnumerateArray()).GetProperty("start").GetString());
    }

    [Fact]
    public async Task Holds_milestones_the_link_and_no_person()
    {
        await using var app = await AppUnderTest.StartAsync();
        var url = await FeedUrlAsync(app);
        await app.PlanAsync("ward", CalendarDriver.Masterclass(body =>
        {
            (body["kind"], body["title"], body["description"]) = ("project", "Wards, beds; and “smart” \\ sensors 🏥 for a hospital that grows faster than its staff", "First line\nsecond, line");
            body["milestones"] = new[] { new { title = "Deadline", at = "2027-01-15" } };
        }));

        var text = await FeedAsync(app, url);
        var read = await ReadAsync(text);

        var events = read.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(
            "Wards, beds; and “smart” \\ sensors 🏥 for a hospital that grows faster than its staff",
            events[0].GetProperty("summary").GetString());
        Assert.StartsWith(
            "First line\nsecond, line\n\nWith Northern Trust\n\nJoin",
            events[0].GetProperty("description").GetString(),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "https://teams.microsoft.com/", events[0].GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ("2027-01-15", "2027-01-16"),
            (events[1].GetProperty("start").GetString(), events[1].GetProperty("end").GetString()));
        Assert.All(events, item => Assert.Equal(0, item.GetProperty("attendees").GetInt32()));
        Assert.Equal(
            ("PUBLISH", "PT1H"), (read.GetProperty("method").GetString(), read.GetProperty("refresh").GetString()));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_milestone_carries_the_links_too()
    {
        await using var app = await Resources.ResourceDriver.StartAsync();
        var url = await FeedUrlAsync(app);
        var resource = await Resources.ResourceDriver.PublishAsync(app);
        var start = app.Time.GetUtcNow().AddDays(7);
        await app.PutOnceAsync("ward", CalendarDriver.Masterclass(body =>
        {
            (body["kind"], body["start"], body["end"]) = ("project", start.ToString("O"), start.AddHours(1).ToString("O"));
            body["milestones"] = new[] { new { title = "Deadline", at = start.AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) } };
            body["resources"] = new[] { resource };
        }));

        var events = (await ReadAsync(await FeedAsync(app, url))).GetProperty("events").EnumerateArray().ToList();

        var milestone = events.Single(
            item => item.GetProperty("summary").GetString()!.Contains("Deadline", StringComparison.Ordinal));
        Assert.Contains(
            $"/resources/{resource}?t=", milestone.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_a_cancelled_entry_and_says_so()
    {
        await using var app = await AppUnderTest.StartAsync();
        var url = await FeedUrlAsync(app);
        await app.PutOnceAsync("class", CalendarDriver.Masterclass());
        var planned = (await ReadAsync(await FeedAsync(app, url))).GetProperty("events")[0];

        await app.CancelAsync("class");
        var cancelled = (await ReadAsync(await FeedAsync(app, url))).GetProperty("events")[0];

        Assert.Equal(planned.GetProperty("uid").GetString(), cancelled.GetProperty("uid").GetString());
        Assert.Equal(
            ("CONFIRMED", "CANCELLED"),
            (planned.GetProperty("status").GetString(), cancelled.GetProperty("status").GetString()));
        Assert.True(cancelled.GetProperty("sequence").GetInt32() > planned.GetProperty("sequence").GetInt32());
    }

    [Fact]
    public async Task Answers_304_to_whoever_has_it_already()
    {
        await using var app = await AppUnderTest.StartAsync();
        var url = await FeedUrlAsync(app);
        await app.PutOnceAsync("class", CalendarDriver.Masterclass());
        using var first = await app.Client.GetAsync(url, Cancellation);

        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await app.Client.SendAsync(request, Cancellation);

        Assert.Equal("text/calendar", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Opens_to_the_colleges_own_token_and_shows_only_what_is_for_it()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await FeedUrlAsync(app);
        await app.JoinAsync("utc-york");
        await app.PutOnceAsync(
            "york-only", CalendarDriver.Masterclass(body => body["audience"] = new[] { "utc-york" }));

        using var stolen = await app.Client.GetAsync(
            leeds.Replace("utc-leeds", "utc-york", StringComparison.Ordinal), Cancellation);
        using var unknown = await app.Client.GetAsync(
            leeds.Replace("utc-leeds", "utc-nowhere", StringComparison.Ordinal), Cancellation);
        using var without = await app.Client.GetAsync("/calendars/utc-leeds.ics", Cancellation);

        Assert.All(
            [stolen, unknown, without], response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));
        Assert.DoesNotContain("VEVENT", await FeedAsync(app, leeds), StringComparison.Ordinal);
    }

    private static async Task<string> FeedUrlAsync(AppUnderTest app) =>
        (await app.JoinAsync("utc-leeds")).GetProperty("feedUrl").GetString()!;

    private static Task<string> FeedAsync(AppUnderTest app, string url) => app.Client.GetStringAsync(url, Cancellation);

    private static async Task<JsonElement> ReadAsync(string feed, [CallerFilePath] string here = "")
    {
        await Toolchain.EnsureAsync(_ => { }, Cancellation);
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Path.GetDirectoryName(here)!, "read-feed.cjs")])
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
        return JsonDocument.Parse(output).RootElement;
    }
}
