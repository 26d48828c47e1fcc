using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pathway.Functions.Resources.Files;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Ingest;

/// <summary>
/// The files of published versions, each under the hash of its bytes: the same file is kept once, and none is ever
/// written over.
/// </summary>
public sealed class PublishedFiles(PathwayStorage storage)
{
    public const string Folder = "sha256/";

    private readonly BlobContainerClient container = storage.Container(StorageContainer.Resources);

    public BlobClient BlobOf(string sha256) => container.GetBlobClient(Folder + sha256);

    /// <summary>Copies an upload in the state that was looked at to its lasting place, inside the account.</summary>
    /// <exception cref="RequestFailedException">The upload has changed meanwhile (412), or storage fails: look
    /// again.</exception>
    public async Task KeepAsync(BlobClient upload, Finding finding, CancellationToken cancellationToken)
    {
        var kept = BlobOf(finding.Sha256);
        try
        {
            await CopyAsync(upload, kept, finding, new() { IfNoneMatch = ETag.All }, cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409 && there.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            var found = (await kept.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            var isWhole = found.ContentLength == finding.Size && found.BlobCopyStatus is null or CopyStatus.Success;

            // The same bytes, published before: touched, so that the nightly purge does not take them for left over.
            // Or else a copy that broke off.
            if (isWhole)
                await kept.SetMetadataAsync(
                    new Dictionary<string, string>(StringComparer.Ordinal),
                    new() { IfMatch = found.ETag },
                    cancellationToken);
            else
                await CopyAsync(upload, kept, finding, new() { IfMatch = found.ETag }, cancellationToken);
        }
    }

    private static async Task CopyAsync(
        BlobClient upload,
        BlobClient kept,
        Finding finding,
        BlobRequestConditions expected,
        CancellationToken cancellationToken)
    {
        var options = new BlobCopyFromUriOptions
        {
            SourceConditions = new() { IfMatch = finding.Is },
            DestinationConditions = expected,
        };
        var copy = await kept.StartCopyFromUriAsync(upload.Uri, options, cancellationToken);
        await copy.WaitForCompletionAsync(cancellationToken);
    }
}
