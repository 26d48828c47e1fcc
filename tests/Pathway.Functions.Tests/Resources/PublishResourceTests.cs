using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Pathway.Functions.Http;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class PublishResourceTests
{
    [Fact]
    public async Task Publishes_a_small_file_sent_through_the_app()
    {
        await using var app = await ResourceDriver.StartAsync();

        var created = await app.CreateAsync();
        using var sent = await app.SendContentAsync(created.Text("id"), ResourceDriver.Pdf);
        var waiting = await app.ReadAsync(created.Text("id"));
        await app.DrainAsync();
        var published = await app.ReadAsync(created.Text("id"));

        Assert.Equal(("reading-an-ecg", 1), (created.Text("id"), created.GetProperty("version").GetInt32()));
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        Assert.Equal("checking", waiting.Text("state"));
        Assert.Equal("published", published.Text("state"));
        var version = published.GetProperty("versions")[0];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(ResourceDriver.Pdf)), version.Text("sha256"));
        Assert.Equal(ResourceDriver.Pdf.Length, version.GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Publishes_a_file_that_the_storage_client_put_to_the_upload_address_in_blocks()
    {
        await using var app = await ResourceDriver.StartAsync();
        var created = await app.CreateAsync();
        var blob = new BlockBlobClient(new Uri(created.Text("uploadUrl")));

        await blob.StageBlockAsync(
            "AAAA", new MemoryStream(ResourceDriver.Pdf), cancellationToken: TestContext.Current.CancellationToken);
        using var early = await CompleteAsync(app, created.Text("id"));
        await blob.CommitBlockListAsync(["AAAA"], cancellationToken: TestContext.Current.CancellationToken);
        using var completed = await CompleteAsync(app, created.Text("id"));
        await app.DrainAsync();

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Accepted), (early.StatusCode, completed.StatusCode));
        Assert.Equal("published", (await app.ReadAsync(created.Text("id"))).Text("state"));
        Assert.Empty(await BlobsAsync(app, StorageContainer.Uploads));
    }

    [Fact]
    public async Task Gives_an_upload_address_that_writes_one_blob_for_an_hour_and_nothing_else()
    {
        await using var app = await ResourceDriver.StartAsync();
        var address = new Uri((await app.CreateAsync()).Text("uploadUrl"));
        var (blob, sas) = (new BlobClient(address), new BlobUriBuilder(address).Sas);
        await blob.UploadAsync(new BinaryData(ResourceDriver.Pdf), TestContext.Current.CancellationToken);

        Assert.Equal(("cw", "b"), (sas.Permissions, sas.Resource));
        Assert.Equal(app.Time.GetUtcNow().AddHours(1), sas.ExpiresOn, TimeSpan.FromSeconds(1));
        await ForbiddenAsync(() => blob.DownloadContentAsync(TestContext.Current.CancellationToken));
        await ForbiddenAsync(() => blob.DeleteAsync(cancellationToken: TestContext.Current.CancellationToken));
        await ForbiddenAsync(
            () => blob.SetTagsAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["Malware Scanning scan result"] = "No threats found" }, cancellationToken: TestContext.Current.CancellationToken));
        var other = new BlobUriBuilder(address) { BlobName = "reading-an-ecg/2-other" };
        await ForbiddenAsync(
            () => new BlobClient(other.ToUri()).UploadAsync(new BinaryData("x"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Keeps_the_same_file_once()
    {
        await using var app = await ResourceDriver.StartAsync();

        await app.PublishAsync(ResourceDriver.Definition("One"));
        await app.PublishAsync(ResourceDriver.Definition("Two"));

        Assert.Equal(
            [$"sha256/{Convert.ToHexStringLower(SHA256.HashData(ResourceDriver.Pdf))}"],
            await BlobsAsync(app, StorageContainer.Resources));
    }

    [Fact]
    public async Task Refuses_with_the_reason_and_lets_the_next_version_do_better()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync(content: "MZ\x90\0"u8.ToArray());
        var refused = await app.ReadAsync(id);
        using var again = await app.SendContentAsync(id, ResourceDriver.Pdf);

        using var next = await app.Manager.PostAsJsonAsync(
            $"/api/resources/{id}/versions",
            new { fileName = "ecg-2.pdf", contentType = "application/pdf" },
            TestContext.Current.CancellationToken);
        using var sent = await app.SendContentAsync(id, ResourceDriver.Pdf, 2);
        await app.DrainAsync();
        var published = await app.ReadAsync(id);

        Assert.Equal("refused", refused.Text("state"));
        Assert.Contains("Windows program", refused.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(HttpStatusCode.Created, next.StatusCode);
        Assert.Equal(("published", 2), (published.Text("state"), published.GetProperty("version").GetInt32()));
        Assert.Empty(await BlobsAsync(app, StorageContainer.Uploads));
    }

    [Fact]
    public async Task Finds_what_a_repeated_request_with_its_key_made_before()
    {
        await using var app = await ResourceDriver.StartAsync();

        var (first, again, other) = (await app.CreateAsync(idempotencyKey: "one"), await app.CreateAsync(idempotencyKey: "one"), await app.CreateAsync(idempotencyKey: "two"));

        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.StartsWith("reading-an-ecg-", other.Text("id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_file_of_25_MiB_and_not_a_byte_more_with_or_without_a_length()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = (await app.CreateAsync()).Text("id");
        byte[] most = [.. ResourceDriver.Pdf, .. new byte[(25 * 1024 * 1024) - ResourceDriver.Pdf.Length]];

        using var tooLarge = await app.SendContentAsync(id, [.. most, 0]);
        using var chunked = await SendChunkedAsync(app, id, [.. most, 0]);
        using var empty = await app.SendContentAsync(id, []);
        Assert.Empty(await BlobsAsync(app, StorageContainer.Uploads));
        using var taken = await SendChunkedAsync(app, id, most);
        await app.DrainAsync();

        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge),
            (tooLarge.StatusCode, chunked.StatusCode));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Accepted), (empty.StatusCode, taken.StatusCode));
        Assert.Equal(most.Length, (await app.ReadAsync(id)).GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Never_changes_a_published_version()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync();

        using var same = await app.SendContentAsync(id, ResourceDriver.Pdf);
        using var other = await app.SendContentAsync(id, [.. ResourceDriver.Pdf, 10]);
        using var completed = await CompleteAsync(app, id);

        Assert.Equal(
            (HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.Accepted),
            (same.StatusCode, other.StatusCode, completed.StatusCode));
    }

    [Fact]
    public async Task Gives_versions_asked_for_at_once_a_number_each()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            using var response = await app.Manager.PostAsJsonAsync(
                $"/api/resources/{id}/versions", new { fileName = $"ecg-{i}.pdf", contentType = "application/pdf" });
            return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32();
        }));
        await Task.WhenAll(
            answers.Select(async version => (await app.SendContentAsync(id, [.. ResourceDriver.Pdf, (byte)('0' + version)], version)).Dispose()));
        await app.DrainAsync();
        var read = await app.ReadAsync(id);

        Assert.Equal([2, 3, 4, 5, 6, 7], answers.Order());
        Assert.Equal(7, read.GetProperty("version").GetInt32());
        Assert.All(
            read.GetProperty("versions").EnumerateArray(), version => Assert.Equal("published", version.Text("state")));
    }

    [Theory]
    [InlineData("""{"kind":"slides","fileName":"a.pdf","contentType":"application/pdf"}""", "/title")]
    [InlineData("""{"title":"A","fileName":"a.pdf","contentType":"application/pdf"}""", "/kind")]
    [InlineData("""{"title":"A","kind":"slides","fileName":"../a.pdf","contentType":"application/pdf"}""", "/fileName")]
    [InlineData("""{"title":"A","kind":"slides","fileName":"a.pdf","contentType":"pdf"}""", "/contentType")]
    [InlineData("""{"title":"A","kind":"slides","fileName":"a.pdf","contentType":"application/pdf","yearGroup":15}""", "/yearGroup")]
    [InlineData("""{"title":"A","kind":"slides","fileName":"a.pdf","contentType":"application/pdf","activity":"Not an id"}""", "/activity")]
    [InlineData("""{"title":"A","kind":"slides","fileName":"a.pdf","contentType":"application/pdf","aliases":["moodle"]}""", "/aliases/0")]
    [InlineData("""{"title":"A","kind":"slides","fileName":"a.pdf","contentType":"application/pdf","aliases":["https://bob:secret@moodle.example.org/7"]}""", "/aliases/0")]
    [InlineData("""{"title":"A","kind":"slides","fileName":"a.pdf","contentType":"application/pdf","yearGroup":3}""", "/yearGroup")]
    [InlineData("""{"title":"A","kind":"slides","fileName":"a.pdf","contentType":"application/pdf","size":1}""", "/size")]
    public async Task Names_the_faulty_field(string body, string path)
    {
        await using var app = await ResourceDriver.StartAsync();
        using var content = new StringContent(
            body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

        using var response = await app.Manager.PostAsync(
            "/api/resources", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(path, problem.GetProperty("errors")[0].Text("path"));
    }

    [Fact]
    public async Task Opens_its_making_to_the_manager_alone()
    {
        await using var app = await ResourceDriver.StartAsync();
        var coordinator = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);

        using var anonymous = await app.Client.PostAsJsonAsync(
            "/api/resources", ResourceDriver.Definition(), TestContext.Current.CancellationToken);
        using var forbidden = await coordinator.PostAsJsonAsync(
            "/api/resources", ResourceDriver.Definition(), TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (anonymous.StatusCode, forbidden.StatusCode));
    }

    private static Task<HttpResponseMessage> CompleteAsync(AppUnderTest app, string id) =>
        app.Manager.PostAsync($"/api/resources/{id}/versions/1/complete", null, TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> SendChunkedAsync(AppUnderTest app, string id, byte[] content)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put,
            $"/api/resources/{id}/versions/1/content")
        { Content = new StreamContent(new MemoryStream(content)) };
        request.Headers.TransferEncodingChunked = true;
        return await app.Manager.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> BlobsAsync(AppUnderTest app, StorageContainer container) =>
        await app.Storage.Container(container)
            .GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken)
            .Select(blob => blob.Name)
            .ToListAsync(TestContext.Current.CancellationToken);

    private static async Task ForbiddenAsync(Func<Task> call) =>
        Assert.Equal(403, (await Assert.ThrowsAsync<RequestFailedException>(call)).Status);
}
