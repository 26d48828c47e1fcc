using Azure;
using Azure.Storage.Blobs;
using Pathway.Functions.Resources;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class SignedBlobsTests
{
    [Fact]
    public async Task Sign_with_a_user_delegation_key_where_there_is_no_account_key()
    {
        await using var azurite = await SecureAzurite.StartAsync();
        var container = azurite.Blobs.GetBlobContainerClient("uploads");
        await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var blob = container.GetBlobClient("reading-an-ecg/1-upload");
        var signatures = new SignedBlobs(azurite.Blobs, TimeProvider.System);

        var upload = await signatures.ForUploadAsync(
            blob, TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        await new BlobClient(upload, azurite.Options).UploadAsync(
            new BinaryData(ResourceDriver.Pdf), TestContext.Current.CancellationToken);
        var reading = await signatures.ForReadingAsync(
            blob,
            TimeSpan.FromMinutes(5),
            "inline; filename=\"ecg.pdf\"",
            "application/pdf",
            TestContext.Current.CancellationToken);
        var file = (await new BlobClient(reading, azurite.Options).DownloadContentAsync(TestContext.Current.CancellationToken)).Value;
        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => new BlobClient(upload, azurite.Options).DownloadContentAsync(TestContext.Current.CancellationToken));

        Assert.False(blob.CanGenerateSasUri);
        Assert.Contains("skoid=00000000-0000-0000-0000-000000000002", reading.Query, StringComparison.Ordinal);
        Assert.Contains("spr=https&", reading.Query, StringComparison.Ordinal);
        Assert.Equal(ResourceDriver.Pdf, file.Content.ToArray());
        Assert.Equal(
            ("application/pdf", "inline; filename=\"ecg.pdf\""),
            (file.Details.ContentType, file.Details.ContentDisposition));
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task Ask_for_one_key_in_many_hours()
    {
        await using var azurite = await SecureAzurite.StartAsync();
        var blob = azurite.Blobs.GetBlobContainerClient("uploads").GetBlobClient("a");
        var time = new SettableTime(TimeProvider.System.GetUtcNow());
        var signatures = new SignedBlobs(azurite.Blobs, time);

        foreach (var minutes in new[] { 0, 60, 600, 90 })
        {
            time.Advance(TimeSpan.FromMinutes(minutes));
            await signatures.ForReadingAsync(
                blob, TimeSpan.FromMinutes(5), "inline", "text/plain", TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, azurite.Calls.DelegationKeys);
    }
}
