using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Files;
using Pathway.Functions.Resources.Uploads;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Ingest;

/// <summary>
/// Brings an uploaded version to its end: published under the hash of its bytes, or refused with the reason. Done twice, or
/// broken off anywhere and done again, it comes to the same end.
/// </summary>
public sealed class ResourceIngest(
    ResourceCatalogue catalogue,
    ResourceTable register,
    ResourceUploads uploads,
    PublishedFiles files,
    PathwayStorage storage,
    IOptions<ResourceOptions> options,
    TimeProvider time)
{
    private readonly QueueClient queue = storage.Queue(names => names.ResourceIngest);

    public async Task RunAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        if (!ResourceId.TryParse(request.Resource, out var id) || await catalogue.FindAsync(id, cancellationToken) is not { } resource
            || resource.Version(request.Version) is not { } version)
            return;
        var upload = uploads.BlobOf(id, version);
        if (version.IsAwaited)
        {
            if (await FindingAsync(upload, version, cancellationToken) is not { } finding)
            {
                await queue.SendMessageAsync(
                    request.ToMessage(),
                    TimeSpan.FromSeconds(options.Value.MalwareVerdictPollSeconds),
                    cancellationToken: cancellationToken);
                return;
            }

            if (finding.Refusal is null)
                await files.KeepAsync(upload, finding, cancellationToken);
            await register.ReviseAsync(id, current => Decide(current, version.Number, finding), cancellationToken);
        }

        // What is published is a copy of its own; what is refused nobody needs.
        await upload.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
    }

    private Resource? Decide(Resource resource, int number, Finding finding)
    {
        if (resource.Version(number) is not { IsAwaited: true } version)
            return null;
        var decided = version with
        {
            DecidedAt = time.GetUtcNow(),
            CompletedAt = version.CompletedAt ?? time.GetUtcNow(),
        };
        return resource.With(finding.Refusal is { } reason
            ? decided with { State = ResourceState.Refused, Reason = reason }
            : decided with
            {
                State = ResourceState.Published,
                ContentType = finding.Type!.ContentType,
                Size = finding.Size,
                Sha256 = finding.Sha256,
            });
    }

    /// <summary>Null while the malware scanner has not spoken and is to be waited for.</summary>
    private async Task<Finding?> FindingAsync(
        BlobClient upload, ResourceVersion version, CancellationToken cancellationToken)
    {
        BlobProperties properties;
        try
        {
            properties = (await upload.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return Finding.Refused("The file was gone before it could be checked.");
        }

        return await MalwareScan.ReadAsync(upload, cancellationToken) switch
        {
            MalwareVerdict.Malicious => Finding.Refused("The malware scanner found something in the file."),
            MalwareVerdict.Unable => Finding.Refused("The malware scanner could not look into the file."),
            MalwareVerdict.None when options.Value.AwaitMalwareVerdict =>
                time.GetUtcNow() - (version.CompletedAt ?? time.GetUtcNow()) < TimeSpan
                    .FromMinutes(options.Value.MalwareVerdictWithinMinutes)
                    ? null
                    : Finding.Refused("The malware scanner gave no verdict in time."),
            _ =>
                await FileInspection.InspectAsync(
                    upload, properties, version.FileName, version.ContentType, cancellationToken),
        };
    }
}
