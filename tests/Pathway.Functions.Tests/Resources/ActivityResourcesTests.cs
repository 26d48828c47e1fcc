using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed partial class ActivityResourcesTests
{
    [Fact]
    public async Task Stand_in_the_invitation_and_a_new_version_or_title_mails_nobody()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        await app.PlanAsync("ai", Masterclass(app, id));
        var (mails, requests) = (app.Graph.Mail.Count, app.Graph.Requests.Count);
        var link = Link().Match((await app.EventsAsync())[0].GetProperty("body").Text("content")).Groups[1].Value;

        using var next = await app.Manager.PostAsJsonAsync($"/api/resources/{id}/versions", new { fileName = "b.pdf", contentType = "application/pdf" }, TestContext.Current.CancellationToken);
        using var sent = await app.SendContentAsync(id, [.. ResourceDriver.Pdf, 10], 2);
        using var renamed = await app.Manager.PutAsJsonAsync($"/api/resources/{id}", new { title = "ECGs for all", kind = "slides" }, TestContext.Current.CancellationToken);
        await app.DrainAsync();
        await app.SyncAsync("ai");

        Assert.Equal(mails, app.Graph.Mail.Count);
        Assert.Equal(requests, app.Graph.Requests.Count);
        using var opened = await app.Client.GetAsync(new Uri(WebUtility.HtmlDecode(link)).PathAndQuery, TestContext.Current.CancellationToken);
        var file = await new BlobClient(opened.Headers.Location).DownloadContentAsync(TestContext.Current.CancellationToken);
        Assert.Equal([.. ResourceDriver.Pdf, 10], file.Value.Content.ToArray());
    }

    [Fact]
    public async Task Keep_their_links_when_the_activity_moves_by_an_hour()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        await app.PlanAsync("ai", Masterclass(app, id));
        var before = (await app.EventsAsync())[0].GetProperty("body").Text("content");

        await app.PlanAsync("ai", Masterclass(app, id, hours: 1));

        Assert.Equal(before, (await app.EventsAsync())[0].GetProperty("body").Text("content"));
    }

    [Fact]
    public async Task Stand_in_the_college_s_feed_named_by_the_activity_or_naming_it()
    {
        await using var app = await ResourceDriver.StartAsync();
        using var created = await app.Manager.PutAsJsonAsync("/api/colleges/utc-york", new { name = "UTC York" }, TestContext.Current.CancellationToken);
        var feed = new Uri((await created.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Text("feedUrl"));
        var named = await app.PublishAsync();
        await app.PublishAsync(new { title = "Worksheet", kind = "worksheet", activity = "ai", fileName = "a.pdf", contentType = "application/pdf" });
        await app.CreateAsync(new { title = "Draft", kind = "worksheet", activity = "ai", fileName = "a.pdf", contentType = "application/pdf" });
        await app.PlanAsync("ai", Masterclass(app, named));

        var text = (await app.Client.GetStringAsync(feed.PathAndQuery, TestContext.Current.CancellationToken)).Replace("\r\n ", "", StringComparison.Ordinal);

        var links = FeedLink().Matches(text);
        Assert.Equal(["reading-an-ecg", "worksheet"], links.Select(link => link.Groups[2].Value).Order());
        foreach (Match link in links)
        {
            using var opened = await app.Client.GetAsync(new Uri(link.Groups[1].Value).PathAndQuery, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        }
    }

    private static Dictionary<string, object?> Masterclass(AppUnderTest app, string resource, int hours = 0)
    {
        var start = app.Time.GetUtcNow().Date.AddDays(7).AddHours(10 + hours);
        return CalendarDriver.Masterclass(body =>
        {
            (body["start"], body["end"]) = (Local(start), Local(start.AddHours(1)));
            body["resources"] = new[] { resource };
        });

        static string Local(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("href=\"([^\"]*/resources/reading-an-ecg[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"(https?://[^\\\s]*/resources/([a-z-]+)\?t=[A-Za-z0-9_-]+)", RegexOptions.NonBacktracking)]
    private static partial Regex FeedLink();
}
