using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace Pathway.Functions.Resources;

/// <summary>
/// Addresses that open one blob for a while: signed with the account's key where there is one (Azurite), with a user
/// delegation key of the app's identity where there is not (Azure, which allows no shared keys).
/// </summary>
public sealed class SignedBlobs(BlobServiceClient blobs, TimeProvider time)
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(12);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private UserDelegationKey? delegation;

    /// <summary>
    /// Create and write, nothing else: who holds it can neither read, nor list, nor say the file was scanned (that
    /// takes the tag permission).
    /// </summary>
    public ValueTask<Uri> ForUploadAsync(BlobClient blob, TimeSpan life, CancellationToken cancellationToken)
    {
        var sas = Begin(blob, life);
        sas.SetPermissions(BlobSasPermissions.Create | BlobSasPermissions.Write);
        return SignAsync(blob, sas, cancellationToken);
    }

    /// <summary>Read, with the headers of the answer fixed: a blob is shared by whoever published the same bytes.</summary>
    public ValueTask<Uri> ForReadingAsync(
        BlobClient blob,
        TimeSpan life,
        string contentDisposition,
        string contentType,
        CancellationToken cancellationToken)
    {
        var sas = Begin(blob, life);
        sas.SetPermissions(BlobSasPermissions.Read);
        sas.ContentDisposition = contentDisposition;
        sas.ContentType = contentType;

        // All a storage address can say for itself:
        // https://learn.microsoft.com/rest/api/storageservices/create-service-sas#override-response-headers
        sas.CacheControl = "private, no-transform, max-age=300";
        return SignAsync(blob, sas, cancellationToken);
    }

    // No start time: the clocks of two machines differ, and a link should work at once.
    private BlobSasBuilder Begin(BlobClient blob, TimeSpan life) => new()
    {
        BlobContainerName = blob.BlobContainerName,
        BlobName = blob.Name,
        Resource = "b",
        ExpiresOn = time.GetUtcNow() + life,
        Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
    };

    private async ValueTask<Uri> SignAsync(BlobClient blob, BlobSasBuilder sas, CancellationToken cancellationToken)
    {
        if (blob.CanGenerateSasUri)
            return blob.GenerateSasUri(sas);
        var key = await DelegationAsync(sas.ExpiresOn, cancellationToken);
        return new BlobUriBuilder(blob.Uri) { Sas = sas.ToSasQueryParameters(key, blob.AccountName) }.ToUri();
    }

    private async ValueTask<UserDelegationKey> DelegationAsync(
        DateTimeOffset until, CancellationToken cancellationToken)
    {
        var key = Volatile.Read(ref delegation);
        if (key is not null && key.SignedExpiresOn > until + ClockSkew)
            return key;
        var now = time.GetUtcNow();
        key = (await blobs.GetUserDelegationKeyAsync(now - ClockSkew, now + KeyLife, cancellationToken)).Value;
        Volatile.Write(ref delegation, key);
        return key;
    }
}
