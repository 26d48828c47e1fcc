using System.Net;
using Azure.Storage.Blobs;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class OpenResourceTests
{
    [Fact]
    public async Task Sends_a_college_s_link_on_to_the_file_and_counts_the_use()
    {
        await using var app = await ResourceDriver.StartAsync();
        await app.JoinAsync("utc-leeds");
        var id = await app.PublishAsync();

        using var opened = await app.Client.GetAsync(await app.LinkAsync(id, "utc-leeds"), TestContext.Current.CancellationToken);
        var file = await new BlobClient(opened.Headers.Location).DownloadContentAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal(ResourceDriver.Pdf, file.Value.Content.ToArray());
        Assert.Equal("application/pdf", file.Value.Details.ContentType);
        Assert.Equal("inline; filename=\"ecg.pdf\"; filename*=utf-8''ecg.pdf", file.Value.Details.ContentDisposition);
        Assert.Equal(1, await WaitingFactsAsync(app));
    }

    private static async Task<int> WaitingFactsAsync(AppUnderTest app) =>
        (await app.Storage.Queue(names => names.Facts).GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount;
}
