using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pathway.Functions.Resources.Upkeep;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class ResourcePurgeTests
{
    [Fact]
    public async Task Ends_what_was_never_completed_and_leaves_no_blob_behind()
    {
        await using var app = await ResourceDriver.StartAsync();
        var created = await app.CreateAsync();
        var blob = new BlobClient(new Uri(created.Text("uploadUrl")));
        await blob.UploadAsync(new BinaryData(ResourceDriver.Pdf), TestContext.Current.CancellationToken);

        app.Time.Advance(TimeSpan.FromHours(23));
        var early = await PurgeAsync(app);
        app.Time.Advance(TimeSpan.FromHours(2));
        var dry = await PurgeAsync(app, dryRun: true);
        var late = await PurgeAsync(app);
        var read = await app.ReadAsync(created.Text("id"));
        using var completed = await app.Manager.PostAsync(
            $"/api/resources/{created.Text("id")}/versions/1/complete", null, TestContext.Current.CancellationToken);

        Assert.Equal(new PurgeReport(0, 0, 0, 0), early);
        Assert.Equal(1, dry.Abandoned);
        Assert.Equal(new PurgeReport(1, 0, 1, 0), late);
        Assert.Equal(("refused", "No complete file was sent within a day."), (read.Text("state"), read.Text("reason")));
        Assert.Equal(HttpStatusCode.Conflict, completed.StatusCode);
        Assert.Equal(0, await CountAsync(app, StorageContainer.Uploads));
    }

    [Fact]
    public async Task Deletes_what_was_sent_after_its_version_was_decided()
    {
        await using var app = await ResourceDriver.StartAsync();
        var created = await app.CreateAsync();
        using var sent = await app.SendContentAsync(created.Text("id"), ResourceDriver.Pdf);
        await app.DrainAsync();
        await new BlobClient(new Uri(created.Text("uploadUrl"))).UploadAsync(
            new BinaryData("late"), TestContext.Current.CancellationToken);

        app.Time.Advance(TimeSpan.FromHours(3));
        var report = await PurgeAsync(app);

        Assert.Equal(new PurgeReport(0, 0, 1, 0), report);
        Assert.Equal("published", (await app.ReadAsync(created.Text("id"))).Text("state"));
    }

    [Fact]
    public async Task Asks_again_for_a_check_that_was_lost()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = (await app.CreateAsync()).Text("id");
        using var sent = await app.SendContentAsync(id, ResourceDriver.Pdf);
        await app.Storage.Queue(names => names.ResourceIngest)
            .ClearMessagesAsync(TestContext.Current.CancellationToken);

        app.Time.Advance(TimeSpan.FromHours(30));
        var health = await HealthAsync(app);
        var report = await PurgeAsync(app);
        await app.DrainAsync();

        Assert.Equal("degraded", health);
        Assert.Equal(new PurgeReport(0, 1, 0, 0), report);
        Assert.Equal("published", (await app.ReadAsync(id)).Text("state"));
        Assert.Equal("ok", await HealthAsync(app));
    }

    [Fact]
    public async Task Keeps_a_file_as_long_as_one_published_version_names_it()
    {
        await using var app = await ResourceDriver.StartAsync();
        var (one, two) = (await app.PublishAsync(ResourceDriver.Definition("One")), await app.PublishAsync(ResourceDriver.Definition("Two")));

        await WithdrawAsync(app, one);
        app.Time.Advance(TimeSpan.FromDays(31));
        var shared = await PurgeAsync(app);
        await WithdrawAsync(app, two);
        app.Time.Advance(TimeSpan.FromDays(29));
        var kept = await PurgeAsync(app);
        app.Time.Advance(TimeSpan.FromDays(2));
        var gone = await PurgeAsync(app);

        Assert.Equal((0, 0, 1), (shared.Files, kept.Files, gone.Files));
    }

    [Fact]
    public async Task Leaves_a_young_file_that_nobody_names_yet()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.Storage.Container(StorageContainer.Resources)
            .UploadBlobAsync("sha256/00", new BinaryData("x"), TestContext.Current.CancellationToken);

        var young = await PurgeAsync(app);
        app.Time.Advance(TimeSpan.FromDays(3));
        var old = await PurgeAsync(app);

        Assert.Equal((0, 1), (young.Files, old.Files));
    }

    [Fact]
    public async Task Finds_by_comparing_what_is_missing_and_what_is_left_over()
    {
        await using var app = await ResourceDriver.StartAsync();
        var id = await app.PublishAsync();
        var sound = await CheckAsync(app);
        var container = app.Storage.Container(StorageContainer.Resources);
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = "sha256/" }, TestContext.Current.CancellationToken))
            await container.DeleteBlobAsync(blob.Name, cancellationToken: TestContext.Current.CancellationToken);
        await container.UploadBlobAsync("sha256/00", new BinaryData("x"), TestContext.Current.CancellationToken);

        var broken = await CheckAsync(app);

        Assert.True(sound.GetProperty("ok").GetBoolean());
        Assert.Equal(
            (1, ResourceDriver.Pdf.Length),
            (sound.GetProperty("files").GetInt32(), sound.GetProperty("bytes").GetInt64()));
        Assert.False(broken.GetProperty("ok").GetBoolean());
        Assert.Equal(id, broken.GetProperty("missing")[0].Text("resource"));
        Assert.Equal("sha256/00", broken.GetProperty("unnamed")[0].Text("name"));
    }

    private static Task<PurgeReport> PurgeAsync(AppUnderTest app, bool dryRun = false) => app.Get<ResourcePurge>().RunAsync(dryRun, TestContext.Current.CancellationToken);

    private static Task<JsonElement> CheckAsync(AppUnderTest app) =>
        app.Manager.GetFromJsonAsync<JsonElement>("/api/resources/check", TestContext.Current.CancellationToken);

    private static async Task<string> HealthAsync(AppUnderTest app)
    {
        var health = await app.Client.GetFromJsonAsync<JsonElement>(
            "/api/health", TestContext.Current.CancellationToken);
        return health.GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.Text("name") == "resources")
            .Text("status");
    }

    private static async Task WithdrawAsync(AppUnderTest app, string id) =>
        (await app.Manager.DeleteAsync($"/api/resources/{id}", TestContext.Current.CancellationToken)).Dispose();

    private static async Task<int> CountAsync(AppUnderTest app, StorageContainer container) =>
        await app.Storage.Container(container)
            .GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken)
            .CountAsync(TestContext.Current.CancellationToken);
}
