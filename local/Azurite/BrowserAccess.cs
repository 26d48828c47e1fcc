using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pathway.Local.Azurite;

/// <summary>What the data account allows browsers in Azure as well: to send a file to an address signed for it.</summary>
internal static class BrowserAccess
{
    public static async Task AllowAsync(string connectionString, CancellationToken cancellationToken)
    {
        var blobs = new BlobServiceClient(connectionString);

        // Azurite takes the properties as a whole only.
        var properties = (await blobs.GetPropertiesAsync(cancellationToken)).Value;
        properties.Cors =
        [
            new BlobCorsRule
            {
                AllowedOrigins = "*",
                AllowedMethods = "PUT",
                AllowedHeaders = "x-ms-*,content-type",
                ExposedHeaders = "x-ms-*",
                MaxAgeInSeconds = 3600,
            },
        ];
        await blobs.SetPropertiesAsync(properties, cancellationToken);
    }
}
