using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Calendars;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("", new[] { "sleep-diary", "reading-an-ecg" })]
    [InlineData("?q=ECG", new[] { "reading-an-ecg" })]
    [InlineData("?q=waves+reading", new[] { "reading-an-ecg" })]
    [InlineData("?q=habit", new[] { "sleep-diary" })]
    [InlineData("?q=nothing", new string[0])]
    [InlineData("?kind=Worksheet", new[] { "sleep-diary" })]
    [InlineData("?activity=sleep-week", new[] { "sleep-diary" })]
    [InlineData("?yearGroup=12", new[] { "sleep-diary", "reading-an-ecg" })]
    [InlineData("?yearGroup=10", new[] { "sleep-diary" })]
    [InlineData("?tag=Cardiology", new[] { "reading-an-ecg" })]
    [InlineData("?state=published", new[] { "sleep-diary", "reading-an-ecg" })]
    [InlineData("?state=uploading", new string[0])]
    public async Task Finds_by_text_kind_activity_year_tag_and_state_newest_first(string query, string[] expected)
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.PublishAsync();
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.PutOnceAsync("sleep-week", CalendarDriver.Masterclass());
        await app.PublishAsync(
            new { title = "Sleep diary", kind = "worksheet", tags = new[] { "habits" }, activity = "sleep-week", fileName = "a.pdf", contentType = "application/pdf" });

        var found = await app.Manager.GetFromJsonAsync<JsonElement>(
            $"/api/resources{query}", TestContext.Current.CancellationToken);

        Assert.Equal(expected, Ids(found));
    }

    [Fact]
    public async Task Shows_a_coordinator_what_is_published_and_nobody_what_is_withdrawn_unless_asked()
    {
        await using var app = await ResourceDriver.StartAsync();
        var coordinator = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);
        await app.PublishAsync();
        await app.CreateAsync(ResourceDriver.Definition("Draft"));
        var gone = await app.PublishAsync(ResourceDriver.Definition("Gone"));
        using var withdrawn = await app.Manager.DeleteAsync(
            $"/api/resources/{gone}", TestContext.Current.CancellationToken);

        Assert.Equal(
            ["draft", "reading-an-ecg"],
            Ids(await app.Manager.GetFromJsonAsync<JsonElement>("/api/resources", TestContext.Current.CancellationToken)));
        Assert.Equal(
            ["gone"],
            Ids(await app.Manager.GetFromJsonAsync<JsonElement>("/api/resources?state=withdrawn", TestContext.Current.CancellationToken)));
        Assert.Equal(
            ["reading-an-ecg"],
            Ids(await coordinator.GetFromJsonAsync<JsonElement>("/api/resources", TestContext.Current.CancellationToken)));
        using var draft = await coordinator.GetAsync("/api/resources/draft", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, draft.StatusCode);
    }

    [Fact]
    public async Task Keeps_what_belongs_to_other_colleges_alone_from_a_coordinator()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-york");
        var soon = app.Time.GetUtcNow().AddDays(3);
        object Activity(string title, string[] audience, params string[] resources) => new
        {
            kind = "masterclass",
            title,
            start = soon.ToString("O"),
            end = soon.AddHours(1).ToString("O"),
            audience,
            resources,
        };
        object Resource(string title, string? activity) =>
            new { title, kind = "slides", activity, fileName = "a.pdf", contentType = "application/pdf" };
        foreach (var (id, audience) in new[] { ("leeds", "utc-leeds"), ("york", "utc-york") })
            (await app.Manager.PutAsJsonAsync($"/api/activities/{id}", Activity(id, [audience]), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        foreach (var (title, activity) in new[] { ("Ours", "leeds"), ("Theirs", "york"), ("Both", "york"), ("Named", null), ("Free", null) })
            await app.PublishAsync(Resource(title, activity));
        (await app.Manager.PutAsJsonAsync("/api/activities/leeds", Activity("leeds", ["utc-leeds"], "both"), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        (await app.Manager.PutAsJsonAsync("/api/activities/york", Activity("york", ["utc-york"], "named"), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        var coordinator = app.As("head@utc-leeds.example.org", Functions.Http.Caller.CoordinatorRole);

        var seen = Ids(
            await coordinator.GetFromJsonAsync<JsonElement>("/api/resources", TestContext.Current.CancellationToken));
        var page = await coordinator.GetStringAsync("/resources", TestContext.Current.CancellationToken);
        using var theirs = await coordinator.GetAsync("/api/resources/theirs", TestContext.Current.CancellationToken);
        using var both = await coordinator.GetAsync("/api/resources/both", TestContext.Current.CancellationToken);

        Assert.Equal(["both", "free", "ours"], seen.Order(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (theirs.StatusCode, both.StatusCode));
        Assert.DoesNotContain("Theirs", page, StringComparison.Ordinal);
        Assert.Equal(
            5,
            Ids(await app.Manager.GetFromJsonAsync<JsonElement>("/api/resources", TestContext.Current.CancellationToken)).Count());
    }

    [Fact]
    public async Task Lists_5000_resources_with_two_storage_calls_a_page_on_an_instance_that_starts()
    {
        await using var app = await ResourceDriver.StartAsync();
        await FillAsync(app, 5_000);
        var cold = new ResourceCatalogue(app.Storage, app.Get<CatalogueSnapshot>(), app.Time);

        var first = await CallsAsync(app, () => cold.AllAsync(TestContext.Current.CancellationToken));
        var second = await CallsAsync(app, () => cold.AllAsync(TestContext.Current.CancellationToken));
        await app.CreateAsync(ResourceDriver.Definition("One more"));
        var changed = await CallsAsync(app, () => cold.AllAsync(TestContext.Current.CancellationToken));

        Assert.Equal((2, 1, 2), (first, second, changed));
        Assert.Equal(5_001, (await cold.AllAsync(TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task Pages_through_all_of_them_once()
    {
        await using var app = await ResourceDriver.StartAsync();
        await FillAsync(app, 250);

        var (seen, after) = (new List<string>(), "");
        for (var pages = 0; pages < 3; pages++)
        {
            var page = await app.Manager.GetFromJsonAsync<JsonElement>(
                $"/api/resources?after={after}", TestContext.Current.CancellationToken);
            seen.AddRange(Ids(page));
            after = page.TryGetProperty("next", out var next) ? next.GetString()! : "";
        }

        Assert.Equal("", after);
        Assert.Equal(250, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task Describes_a_resource_anew_and_takes_no_alias_twice()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.PublishAsync();
        var described = new { title = "Reading an ECG, again", kind = "slides", aliases = new[] { "https://moodle.example.org/mod/resource/view.php?id=7" } };

        using var put = await app.Manager.PutAsJsonAsync(
            "/api/resources/reading-an-ecg", described, TestContext.Current.CancellationToken);
        using var stale = new HttpRequestMessage(
            HttpMethod.Put, "/api/resources/reading-an-ecg")
        { Content = JsonContent.Create(described) };
        stale.Headers.IfMatch.Add(new("\"1\""));
        using var overtaken = await app.Manager.SendAsync(stale, TestContext.Current.CancellationToken);
        using var taken = await app.Manager.PostAsJsonAsync(
            "/api/resources",
            new { title = "Other", kind = "slides", described.aliases, fileName = "a.pdf", contentType = "application/pdf" },
            TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.BadRequest),
            (put.StatusCode, overtaken.StatusCode, taken.StatusCode));
        Assert.Equal("Reading an ECG, again", (await app.ReadAsync("reading-an-ecg")).Text("title"));
    }

    [Fact]
    public async Task Answers_what_can_be_sent_back_unchanged()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.PutOnceAsync("sleep-week", CalendarDriver.Masterclass());
        var id = await app.PublishAsync(
            new { title = "Sleep diary", kind = "worksheet", summary = "Nights", tags = new[] { "habits" }, activity = "sleep-week", yearGroup = 12, aliases = new[] { "https://moodle.example.org/7" }, fileName = "a.pdf", contentType = "application/pdf" });
        var read = await app.ReadAsync(id);

        using var before = await app.Manager.GetAsync($"/api/resources/{id}", TestContext.Current.CancellationToken);
        using var again = await app.Manager.PutAsJsonAsync(
            $"/api/resources/{id}", read, TestContext.Current.CancellationToken);
        await app.PublishAsync();
        using var elsewhere = await app.Manager.PutAsJsonAsync(
            "/api/resources/reading-an-ecg", read, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(before.Headers.ETag, again.Headers.ETag);
        Assert.Equal(read.GetRawText(), (await app.ReadAsync(id)).GetRawText());
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        Assert.Equal(
            "/id",
            (await elsewhere.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors")[0].Text("path"));
    }

    [Fact]
    public async Task Is_a_page_for_people()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.PublishAsync(ResourceDriver.Definition("Reading <an> ECG"));

        using var page = await app.Manager.GetAsync("/resources?q=ecg", TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("""<a href="/resources/reading-an-ecg/about">Reading &lt;an&gt; ECG</a>""", html, StringComparison.Ordinal);
        using var anonymous = await app.Client.GetAsync("/resources", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    private static IEnumerable<string> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.Text("id"));

    private static async Task<int> CallsAsync(AppUnderTest app, Func<Task> work)
    {
        app.Outgoing.Watch();
        await work();
        return app.Outgoing.Count;
    }

    /// <summary>
    /// Rows as a year of publishing leaves them, written a hundred at a time, and the snapshot of the last change but
    /// some.
    /// </summary>
    private static async Task FillAsync(AppUnderTest app, int count)
    {
        var table = app.Storage.Table(StorageTable.Resources);
        var catalogue = app.Get<ResourceCatalogue>();
        for (var start = 0; start < count; start += 50)
        {
            var rows = Enumerable.Range(start + 1, 50)
                .Select(number => ResourceRow.From(Numbered(number, app.Time.GetUtcNow().AddMinutes(number)), number))
                .Append(ResourceRow.OfEdition(start + 50));
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
                TestContext.Current.CancellationToken);
            if ((start + 50) % 500 == 0 && start + 50 < count)
                await catalogue.KeepSnapshotAsync(TestContext.Current.CancellationToken);
        }
    }

    private static Resource Numbered(int number, DateTimeOffset at) => new(
        ResourceId.Parse($"resource-{number:D5}"),
        new ResourceDefinition { Title = $"Resource {number}", Kind = "slides" },
        [new ResourceVersion(1, $"upload{number:D12}", "a.pdf", "application/pdf", at) { State = ResourceState.Published, DecidedAt = at, Size = 1, Sha256 = new string('0', 64) }],
        at);
}
