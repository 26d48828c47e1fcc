using System.Net;
using Azure.Storage.Blobs;
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
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(ResourceDriver.Pdf)), version.Text("sha256"));
        Assert.Equal(ResourceDriver.Pdf.Length, version.GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task Publishes_a_file_that_the_storage_client_put_to_the_upload_address()
    {
        await using var app = await ResourceDriver.StartAsync();
        var created = await app.CreateAsync();
        var blob = new BlobClient(new Uri(created.Text("uploadUrl")));

        await blob.UploadAsync(new BinaryData(ResourceDriver.Pdf), TestContext.Current.CancellationToken);
        using var completed = await app.Manager.PostAsync($"/api/resources/{created.Text("id")}/versions/1/complete", null, TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Accepted, completed.StatusCode);
        Assert.Equal("published", (await app.ReadAsync(created.Text("id"))).Text("state"));
        Assert.Empty(await app.Storage.Container(StorageContainer.Uploads).GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public Task Publishes_once_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "publish one resource",
            _ => Task.CompletedTask,
            async app =>
            {
                var created = await app.CreateAsync(idempotencyKey: "publish");
                using var sent = await app.SendContentAsync(created.Text("id"), ResourceDriver.Pdf);
                sent.EnsureSuccessStatusCode();
                await app.DrainAsync();
            })
        {
            Options = ResourceDriver.Options(),
        },
        TestContext.Current.TestOutputHelper!.WriteLine);
}
