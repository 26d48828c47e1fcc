using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;

namespace Pathway.LocalHost.Timers;

/// <summary>
/// A timer's status between one host and the next: <c>azure-webjobs-hosts/timers/{host}/{function}/status</c>.
/// </summary>
internal sealed class TimerStatusBlob(BlobContainerClient container, string hostId, string function)
{
    public const string Container = "azure-webjobs-hosts";

    private readonly BlobClient blob = container.GetBlobClient($"timers/{hostId}/{function}/status");

    /// <summary>The stored status; null when there is none, or none that can be read.</summary>
    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            BlobDownloadResult stored = await blob.DownloadContentAsync(cancellation);
            return stored.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public async Task WriteAsync(ScheduleStatus status, CancellationToken cancellation)
    {
        var content = BinaryData.FromObjectAsJson(status);
        try
        {
            await blob.UploadAsync(content, overwrite: true, cancellation);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await blob.UploadAsync(content, overwrite: true, cancellation);
        }
    }
}
