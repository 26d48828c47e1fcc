using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>The way of a file from its owner to the point where it is checked.</summary>
public sealed class ResourceUploads(
    ResourceTable register,
    ResourceCatalogue catalogue,
    SignedBlobs signatures,
    PathwayStorage storage,
    TimeProvider time)
{
    private readonly BlobContainerClient container = storage.Container(StorageContainer.Uploads);
    private readonly QueueClient queue = storage.Queue(names => names.ResourceIngest);

    /// <summary>Where a version's file waits: a place of its own, which nobody can name who was not told.</summary>
    public BlobClient BlobOf(ResourceId id, ResourceVersion version) =>
        container.GetBlobClient($"{id}/{version.Number}-{version.Upload}");

    /// <summary>
    /// An address that takes this one file, by one or many writes, for <see cref="ResourceOptions.UploadLife"/>.
    /// </summary>
    public ValueTask<Uri> AddressAsync(ResourceId id, ResourceVersion version, CancellationToken cancellationToken) =>
        signatures.ForUploadAsync(BlobOf(id, version), ResourceOptions.UploadLife, cancellationToken);

    /// <summary>The owner says that the file has been sent.</summary>
    public async Task<(UploadOutcome Outcome, Resource? Resource)> CompleteAsync(
        ResourceId id, int number, CancellationToken cancellationToken)
    {
        var (outcome, resource) = await AwaitingAsync(id, number, cancellationToken);
        if (outcome is not null)
            return (outcome.Value, resource);
        if (!await BlobOf(id, resource!.Version(number)!).ExistsAsync(cancellationToken))
            return (UploadOutcome.NotArrived, resource);
        return await EnqueueAsync(id, number, cancellationToken);
    }

    /// <summary>Takes a small file through the app, a piece at a time.</summary>
    public async Task<(UploadOutcome Outcome, Resource? Resource)> ReceiveAsync(
        ResourceId id, int number, Stream content, CancellationToken cancellationToken)
    {
        var (outcome, resource) = await AwaitingAsync(id, number, cancellationToken);
        if (outcome == UploadOutcome.Accepted)
        {
            var isSame = await IncomingFile.IsSameAsync(content, resource!.Version(number)!.Sha256!, cancellationToken);
            return (isSame ? UploadOutcome.Accepted : UploadOutcome.Fixed, resource);
        }

        if (outcome is not null)
            return (outcome.Value, resource);
        var (fault, sha256) = await IncomingFile.StoreAsync(
            content, container.GetBlockBlobClient(BlobOf(id, resource!.Version(number)!).Name), cancellationToken);

        // The same file may have been published, and its upload cleared away, while it was sent again.
        if (fault == UploadOutcome.Overtaken
            && await catalogue.FindAsync(id, cancellationToken) is { } same
            && same.Version(number)?.Sha256 == sha256)
            return (UploadOutcome.Accepted, same);
        if (fault is not null)
            return (fault.Value, resource);
        var (accepted, now) = await EnqueueAsync(id, number, cancellationToken);

        // Sent while another one was already being published: the check just asked for finds nothing left to do.
        return now?.Version(number) is { Sha256: { } published } && published != sha256
            ? (UploadOutcome.Fixed, now)
            : (accepted, now);
    }

    /// <summary>Says of a version that its file will not come any more, and why; one that has come stays what it is.</summary>
    /// <param name="reason">As a sentence.</param>
    public Task<Resource?> GiveUpAsync(ResourceId id, int number, string reason, CancellationToken cancellationToken) =>
        register.ReviseAsync(
            id,
            current => current.Version(number) is { State: ResourceState.Uploading } version
                ? current.With(version with { State = ResourceState.Refused, DecidedAt = time.GetUtcNow(), Reason = reason })
                : null,
            cancellationToken);

    private async Task<(UploadOutcome? Outcome, Resource? Resource)> AwaitingAsync(
        ResourceId id, int number, CancellationToken cancellationToken)
    {
        var resource = await catalogue.FindAsync(id, cancellationToken);
        return resource?.Version(number) is { } version
            ? (OutcomeOf(version.State), resource)
            : (UploadOutcome.Unknown, null);
    }

    private static UploadOutcome? OutcomeOf(ResourceState state) => state switch
    {
        ResourceState.Published => UploadOutcome.Accepted,
        ResourceState.Refused => UploadOutcome.Refused,
        ResourceState.Withdrawn => UploadOutcome.Withdrawn,
        _ => null,
    };

    // The state first: a message without it would be work that nobody can see. Without the message the owner gets no
    // 202 and says it again.
    private async Task<(UploadOutcome, Resource?)> EnqueueAsync(
        ResourceId id, int number, CancellationToken cancellationToken)
    {
        var resource = await register.ReviseAsync(
            id,
            current => current.Version(number) is { State: ResourceState.Uploading } version
                ? current.With(version with { State = ResourceState.Checking, CompletedAt = time.GetUtcNow() })
                : null,
            cancellationToken);
        await queue.SendMessageAsync(new IngestRequest(id.ToString(), number).ToMessage(), cancellationToken);
        return (UploadOutcome.Accepted, resource);
    }
}
