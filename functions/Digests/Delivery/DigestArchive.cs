using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>The mails as they were sent, kept in container <c>digests</c>: <c>2026-W47/utc-leeds.html</c>.</summary>
public sealed class DigestArchive(PathwayStorage storage)
{
    public Task SaveAsync(SlotKey slot, DigestMail mail, CancellationToken cancellationToken) =>
        storage.Container(StorageContainer.Digests).GetBlobClient(Name(slot)).UploadAsync(
            new BinaryData(Encoding.UTF8.GetBytes(mail.Html)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/html; charset=utf-8" } },
            cancellationToken);

    /// <summary>The kept HTML, or null.</summary>
    public async Task<string?> FindAsync(SlotKey slot, CancellationToken cancellationToken)
    {
        try
        {
            var blob = await storage.Container(StorageContainer.Digests)
                .GetBlobClient(Name(slot))
                .DownloadContentAsync(cancellationToken);
            return blob.Value.Content.ToString();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static string Name(SlotKey slot) => $"{slot}.html";
}
