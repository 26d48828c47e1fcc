using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Webhooks;
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
        Assert.Contains(
            ">Reading an ECG</a>",
            (await app.EventsAsync())[0].GetProperty("body").Text("content"),
            StringComparison.Ordinal);
        var link = Link().Match((await app.EventsAsync())[0].GetProperty("body").Text("content")).Groups[1].Value;

        using var next = await app.Manager.PostAsJsonAsync(
            $"/api/resources/{id}/versions",
            new { fileName = "b.pdf", contentType = "application/pdf" },
            TestContext.Current.CancellationToken);
        using var sent = await app.SendContentAsync(id, [.. ResourceDriver.Pdf, 10], 2);
        using var renamed = await app.Manager.PutAsJsonAsync(
            $"/api/resources/{id}",
            new { title = "ECGs for all", kind = "slides" },
            TestContext.Current.CancellationToken);
        await app.DrainAsync();
        await app.SyncAsync("ai");

        Assert.Equal(mails, app.Graph.Mail.Count);
        Assert.Equal(requests, app.Graph.Requests.Count);
        using var opened = await app.Client.GetAsync(
            new Uri(WebUtility.HtmlDecode(link)).PathAndQuery, TestContext.Current.CancellationToken);
        var file = await new BlobClient(opened.Headers.Location).DownloadContentAsync(
            TestContext.Current.CancellationToken);
        Assert.Equal([.. ResourceDriver.Pdf, 10], file.Value.Content.ToArray());
    }

    [Fact]
    public async Task Are_called_what_they_are_called_when_the_invitation_s_text_changes()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        await app.PlanAsync("ai", Masterclass(app, id));
        using var renamed = await app.Manager.PutAsJsonAsync(
            $"/api/resources/{id}",
            new { title = "ECGs & you", kind = "slides" },
            TestContext.Current.CancellationToken);

        await app.PlanAsync(
            "ai",
            new Dictionary<string, object?>(Masterclass(app, id), StringComparer.Ordinal) { ["description"] = "Another text" });

        var body = (await app.EventsAsync())[0].GetProperty("body").Text("content");
        Assert.Contains("Another text", body, StringComparison.Ordinal);
        Assert.Contains(">ECGs &amp; you</a>", body, StringComparison.Ordinal);
        Assert.True((await app.LedgerAsync("ai")).GetProperty("inStep").GetBoolean());
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
        using var created = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-york", new { name = "UTC York" }, TestContext.Current.CancellationToken);
        var feed = new Uri(
            (await created.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Text("feedUrl"));
        var named = await app.PublishAsync();
        await app.PutOnceAsync("ai", Masterclass(app, named));
        await app.PublishAsync(
            new { title = "Worksheet", kind = "worksheet", activity = "ai", fileName = "a.pdf", contentType = "application/pdf" });
        await app.CreateAsync(
            new { title = "Draft", kind = "worksheet", activity = "ai", fileName = "a.pdf", contentType = "application/pdf" });
        await app.PlanAsync("ai", Masterclass(app, named));

        var text = (await app.Client.GetStringAsync(feed.PathAndQuery, TestContext.Current.CancellationToken)).Replace(
            "\r\n ", "", StringComparison.Ordinal);

        var links = FeedLink().Matches(text);
        Assert.Equal(["reading-an-ecg", "worksheet"], links.Select(link => link.Groups[2].Value).Order());
        foreach (Match link in links)
        {
            using var opened = await app.Client.GetAsync(
                new Uri(link.Groups[1].Value).PathAndQuery, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        }
    }

    [Fact]
    public async Task Are_none_that_nobody_published_and_none_withdrawn_but_those_it_has()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync();
        var gone = await app.PublishAsync(ResourceDriver.Definition("Gone"));
        await app.PutOnceAsync("ai", Masterclass(app, gone));
        using var withdrawn = await app.Manager.DeleteAsync(
            $"/api/resources/{gone}", TestContext.Current.CancellationToken);

        using var mistyped = await app.Manager.PutAsJsonAsync(
            "/api/activities/other", Masterclass(app, "reading-an-egg"), TestContext.Current.CancellationToken);
        using var withdrawnOne = await app.Manager.PutAsJsonAsync(
            "/api/activities/other", Masterclass(app, gone), TestContext.Current.CancellationToken);
        using var edited = await app.Manager.PutAsJsonAsync(
            "/api/activities/ai", Masterclass(app, gone, hours: 1), TestContext.Current.CancellationToken);
        using var published = await app.Manager.PutAsJsonAsync(
            "/api/activities/other", Masterclass(app, id), TestContext.Current.CancellationToken);
        using var file = new StringContent(
            $"kind,title,start,end,resources\nmasterclass,Plan,2026-12-09T10:00,2026-12-09T11:00,{id};reading-an-egg\n",
            new MediaTypeHeaderValue("text/csv"));
        using var import = await app.Manager.PostAsync(
            "/api/activities/import", file, TestContext.Current.CancellationToken);

        Assert.Equal("/resources/0 is no resource of the programme.", await FaultAsync(mistyped));
        Assert.Equal("/resources/0 has been withdrawn.", await FaultAsync(withdrawnOne));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (edited.StatusCode, published.StatusCode));
        Assert.Equal("/resources/1 is no resource of the programme. 2 resources", await FaultAsync(import));
    }

    [Fact]
    public async Task May_come_before_their_activity()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync(
            new { title = "Worksheet", kind = "worksheet", activity = "ai", fileName = "a.pdf", contentType = "application/pdf" });

        await app.PutOnceAsync("ai", Masterclass(app, id));
        var found = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/resources?activity=ai", TestContext.Current.CancellationToken);

        Assert.Equal(id, Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Share_no_address_with_anything_that_goes_on()
    {
        const string Address = "https://moodle.example.org/mod/page/view.php?id=7";
        await using var app = await ResourceDriver.StartAsync();
        var plain = Masterclass(app, await app.PublishAsync());
        var named = new Dictionary<string, object?>(
            plain,
            StringComparer.Ordinal)
        { ["aliases"] = new[] { "HTTP://moodle.example.org/mod/page/view.php?id=7&forceview=1" } };
        var resource = new { title = "Page", kind = "page", aliases = new[] { Address }, fileName = "a.pdf", contentType = "application/pdf" };
        await app.PutOnceAsync("first", named);
        await app.PutOnceAsync("first", named);

        using var second = await app.Manager.PutAsJsonAsync(
            "/api/activities/second", named, TestContext.Current.CancellationToken);
        using var refused = await app.Manager.PostAsJsonAsync(
            "/api/resources", resource, TestContext.Current.CancellationToken);
        await app.CancelAsync("first");
        var page = await app.PublishAsync(resource);
        using var back = await app.Manager.PutAsJsonAsync(
            "/api/activities/first", named, TestContext.Current.CancellationToken);
        using var file = new StringContent(
            $"kind,title,start,end,aliases\nmasterclass,A,2026-12-09T10:00,2026-12-09T11:00,https://a.example.org/1\nmasterclass,B,2026-12-09T10:00,2026-12-09T11:00,http://a.example.org/1\n",
            new MediaTypeHeaderValue("text/csv"));
        using var import = await app.Manager.PostAsync(
            "/api/activities/import", file, TestContext.Current.CancellationToken);
        using var withdrawn = await app.Manager.DeleteAsync(
            $"/api/resources/{page}", TestContext.Current.CancellationToken);
        using var free = await app.Manager.PutAsJsonAsync(
            "/api/activities/second", named, TestContext.Current.CancellationToken);

        foreach (var response in new[] { second, refused, back })
            Assert.StartsWith("/aliases/0 ", await FaultAsync(response), StringComparison.Ordinal);
        Assert.EndsWith(" 3 aliases", await FaultAsync(import), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, free.StatusCode);
    }

    [Fact]
    public async Task Are_named_by_the_address_that_something_cancelled_had_before()
    {
        const string Address = "https://moodle.example.org/mod/page/view.php?id=7";
        await using var app = await ResourceDriver.StartAsync();
        var college = await CollegeSystem.JoinAsync(app);
        await app.PutOnceAsync(
            "a-first",
            new Dictionary<string, object?>(Masterclass(app, await app.PublishAsync()), StringComparer.Ordinal) { ["aliases"] = new[] { Address } });
        await app.CancelAsync("a-first");
        await app.PublishAsync(
            new { title = "Page", kind = "page", aliases = new[] { Address }, fileName = "a.pdf", contentType = "application/pdf" });

        using var sent = await college.PostAsync(
            CollegeSystem.Viewed("1", resource: Address, time: app.Time.GetUtcNow().ToString("O")));
        sent.EnsureSuccessStatusCode();
        await app.DrainAsync();

        var day = app.Time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var figures = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/engagement?college=utc-leeds&from={day}&to={day}&by=resource",
            TestContext.Current.CancellationToken);
        Assert.Equal("page", Assert.Single(figures.GetProperty("rows").EnumerateArray()).Text("key"));
    }

    private static async Task<string> FaultAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var fault = Assert.Single(
            (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors").EnumerateArray());
        var place = fault.TryGetProperty("line", out var line) ? $" {line} {fault.Text("column")}" : "";
        return $"{fault.Text("path")} {fault.Text("reason")}{place}";
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
