using System.Net;
using System.Net.Http.Json;
using Azure.Storage.Blobs;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Tests.Calendars;

namespace Pathway.Functions.Tests.Resources;

public sealed class OpenResourceTests
{
    [Fact]
    public async Task Sends_a_college_s_link_on_to_the_file_and_counts_the_use()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();

        using var opened = await app.Client.GetAsync(
            await app.LinkAsync(id, "utc-leeds"), TestContext.Current.CancellationToken);
        var file = await new BlobClient(opened.Headers.Location).DownloadContentAsync(
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal(ResourceDriver.Pdf, file.Value.Content.ToArray());
        Assert.Equal("application/pdf", file.Value.Details.ContentType);
        Assert.Equal(
            "attachment; filename=\"ecg.pdf\"; filename*=utf-8''ecg.pdf", file.Value.Details.ContentDisposition);
        await app.DrainAsync();
        Assert.Equal(1, await app.UsesAsync("utc-leeds", id));
    }

    [Fact]
    public async Task Leads_to_the_newest_version_and_on_request_to_an_older_one()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        var link = await app.LinkAsync(id, "utc-leeds");
        byte[] corrected = [.. ResourceDriver.Pdf, 10];
        using var next = await app.Manager.PostAsJsonAsync(
            $"/api/resources/{id}/versions",
            new { fileName = "corrected.pdf", contentType = "application/pdf" },
            TestContext.Current.CancellationToken);
        var before = await ContentAsync(app.Client, link);

        using var sent = await app.SendContentAsync(id, corrected, 2);
        await app.DrainAsync();

        Assert.Equal(ResourceDriver.Pdf, before);
        Assert.Equal(corrected, await ContentAsync(app.Client, link));
        Assert.Equal(ResourceDriver.Pdf, await ContentAsync(app.Client, $"{link}&version=1"));
        Assert.Equal(HttpStatusCode.NotFound, await app.Client.StatusAsync($"{link}&version=3"));
        Assert.Equal(HttpStatusCode.BadRequest, await app.Client.StatusAsync($"{link}&version=newest"));
    }

    [Fact]
    public async Task Gives_an_address_that_reads_one_blob_for_five_minutes_and_is_nobody_s_to_keep()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync();

        using var opened = await app.Manager.GetAsync($"/resources/{id}", TestContext.Current.CancellationToken);
        var sas = new BlobUriBuilder(opened.Headers.Location).Sas;
        using var http = new HttpClient();
        using var ranged = new HttpRequestMessage(
            HttpMethod.Get, opened.Headers.Location)
        { Headers = { Range = new(0, 3) } };
        using var piece = await http.SendAsync(ranged, TestContext.Current.CancellationToken);

        Assert.Equal(("r", "b"), (sas.Permissions, sas.Resource));
        Assert.Equal(app.Time.GetUtcNow().AddMinutes(5), sas.ExpiresOn, TimeSpan.FromSeconds(1));
        Assert.Equal(
            (true, true, "attachment"),
            (piece.Headers.CacheControl!.Private, piece.Headers.CacheControl.NoTransform, piece.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(
            ("nosniff", "sandbox; default-src 'none'"),
            (opened.Headers.GetValues("X-Content-Type-Options").Single(), opened.Headers.GetValues("Content-Security-Policy").Single()));
        Assert.Equal(
            (true, "no-referrer"),
            (opened.Headers.CacheControl!.NoStore, opened.Headers.GetValues("Referrer-Policy").Single()));
        Assert.Equal(
            (HttpStatusCode.PartialContent, "%PDF"),
            (piece.StatusCode, await piece.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Says_that_a_withdrawn_resource_is_gone()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();
        var link = await app.LinkAsync(id, "utc-leeds");

        using var withdrawn = await app.Manager.DeleteAsync(
            $"/api/resources/{id}", TestContext.Current.CancellationToken);
        using var opened = await app.Client.GetAsync(link, TestContext.Current.CancellationToken);
        using var newLink = await app.Manager.PostAsJsonAsync(
            $"/api/resources/{id}/links",
            new { college = "utc-leeds", expires = app.Time.GetUtcNow().AddDays(1) },
            TestContext.Current.CancellationToken);
        using var newVersion = await app.Manager.PostAsJsonAsync(
            $"/api/resources/{id}/versions",
            new { fileName = "a.pdf", contentType = "application/pdf" },
            TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone),
            (withdrawn.StatusCode, opened.StatusCode, newLink.StatusCode, newVersion.StatusCode));
        Assert.Contains(
            "withdrawn by the programme",
            await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal("withdrawn", (await app.ReadAsync(id)).Text("state"));
    }

    [Fact]
    public async Task Goes_back_to_the_version_before_when_the_newest_is_withdrawn()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync();
        using var next = await app.Manager.PostAsJsonAsync(
            $"/api/resources/{id}/versions",
            new { fileName = "b.pdf", contentType = "application/pdf" },
            TestContext.Current.CancellationToken);
        using var sent = await app.SendContentAsync(id, [.. ResourceDriver.Pdf, 10], 2);
        await app.DrainAsync();

        using var withdrawn = await app.Manager.DeleteAsync(
            $"/api/resources/{id}/versions/2", TestContext.Current.CancellationToken);

        Assert.Equal(ResourceDriver.Pdf, await ContentAsync(app.Manager, $"/resources/{id}"));
        Assert.Equal(HttpStatusCode.Gone, await app.Manager.StatusAsync($"/resources/{id}?version=2"));
    }

    [Theory]
    [InlineData("Überblick 'EKG'.txt")]
    [InlineData("Zusammenfassung – Woche 1; final.txt")]
    public async Task Gives_the_file_the_name_it_came_with(string name)
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync(ResourceDriver.Definition("Notes", name, "text/plain"), "Hello"u8.ToArray());

        using var opened = await app.Manager.GetAsync($"/resources/{id}", TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var file = await http.GetAsync(opened.Headers.Location, TestContext.Current.CancellationToken);

        Assert.Equal(
            ("attachment", name),
            (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("text/plain", file.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Tells_a_browser_in_a_page_and_a_program_in_a_problem()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var (id, unfinished) = (await app.PublishAsync(), (await app.CreateAsync(ResourceDriver.Definition("Unfinished"))).Text("id"));
        var (link, early, expired) = (await app.LinkAsync(id, "utc-leeds"), await app.LinkAsync(unfinished, "utc-leeds"), await app.LinkAsync(id, "utc-leeds", TimeSpan.FromMinutes(5)));
        using var withdrawn = await app.Manager.DeleteAsync(
            $"/api/resources/{id}", TestContext.Current.CancellationToken);
        app.Time.Advance(TimeSpan.FromMinutes(6));

        (string Link, HttpStatusCode Status, string Words)[] wanted =
        [
            (link, HttpStatusCode.Gone, "withdrawn by the programme"),
            (expired, HttpStatusCode.Unauthorized, "does not work"),
            ($"/resources/{unfinished}{link[link.IndexOf('?', StringComparison.Ordinal)..]}", HttpStatusCode.Unauthorized, "does not work"),
            ("/resources/Not an id", HttpStatusCode.Unauthorized, "does not work"),
            (early, HttpStatusCode.NotFound, "has not been published"),
            ($"{link}&version=x", HttpStatusCode.BadRequest, "no number"),
        ];
        foreach (var (address, status, words) in wanted)
        {
            using var page = await AskAsync(
                app.Client, address, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
            using var problem = await AskAsync(app.Client, address, "*/*");

            Assert.Equal((status, status), (page.StatusCode, problem.StatusCode));
            Assert.Equal(
                ("text/html", "application/problem+json"),
                (page.Content.Headers.ContentType!.MediaType, problem.Content.Headers.ContentType!.MediaType));
            Assert.Contains(
                words,
                await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
            Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task Opens_by_sign_in_what_the_pages_show_and_by_a_link_what_it_was_made_for()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.JoinAsync("utc-hull");
        var (common, hulls) = (await app.PublishAsync(), await app.PublishAsync(ResourceDriver.Definition("For Hull alone")));
        await app.PlanAsync("hull-day", CalendarDriver.Masterclass(
            body => (body["audience"], body["resources"]) = (new[] { "utc-hull" }, new[] { hulls })));
        var (leeds, hull) = (app.As("head@utc-leeds.example.org", Caller.CoordinatorRole), app.As("head@utc-hull.example.org", Caller.CoordinatorRole));
        var visitor = app.As("visitor@utc-hull.example.org");

        foreach (var (who, address, status) in new (HttpClient, string, HttpStatusCode)[]
        {
            (leeds, $"/resources/{common}", HttpStatusCode.Redirect),
            (hull, $"/resources/{hulls}", HttpStatusCode.Redirect),
            (app.Manager, $"/resources/{hulls}", HttpStatusCode.Redirect),
            (leeds, $"/resources/{hulls}", HttpStatusCode.NotFound),
            (leeds, $"/resources/{hulls}/about", HttpStatusCode.NotFound),
            (leeds, "/resources/there-is-none", HttpStatusCode.NotFound),
            (visitor, $"/resources/{common}", HttpStatusCode.Forbidden),
            (visitor, await app.LinkAsync(hulls, "utc-hull"), HttpStatusCode.Redirect),
            (leeds, await app.LinkAsync(hulls, "utc-hull"), HttpStatusCode.Redirect),
        })
            Assert.Equal((address, status), (address, await who.StatusAsync(address)));
        using var look = new HttpRequestMessage(HttpMethod.Head, $"/resources/{hulls}");
        using var looked = await leeds.SendAsync(look, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, looked.StatusCode);
        using var told = await AskAsync(visitor, $"/resources/{common}", "text/html");
        Assert.Contains(
            "No part for you yet",
            await told.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%F0%9F%92%A9")]
    [InlineData("Not an id")]
    [InlineData("a--b")]
    public async Task What_can_be_no_resource_is_not_there_for_whoever_has_signed_in(string id)
    {
        await using var app = await ResourceDriver.StartAsync();

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized),
            (await app.Manager.StatusAsync($"/resources/{id}"),
                await app.As("visitor@elsewhere.example.org").StatusAsync($"/resources/{id}"),
                await app.Client.StatusAsync($"/resources/{id}")));
    }

    [Theory]
    [InlineData("invoice\u202Efdp.txt", "invoicefdp.txt")]
    [InlineData("AUX.txt", "_AUX.txt")]
    public async Task Gives_no_file_a_name_that_deceives(string name, string saved)
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync(ResourceDriver.Definition("Notes", name, "text/plain"), "Hello"u8.ToArray());

        using var opened = await app.Manager.GetAsync($"/resources/{id}", TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var file = await http.GetAsync(opened.Headers.Location, TestContext.Current.CancellationToken);

        Assert.Equal(
            (saved, saved),
            ((await app.ReadAsync(id)).Text("fileName"), file.Content.Headers.ContentDisposition!.FileNameStar));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> ContentAsync(HttpClient client, string path)
    {
        using var opened = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return (await new BlobClient(opened.Headers.Location).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToArray();
    }
}
