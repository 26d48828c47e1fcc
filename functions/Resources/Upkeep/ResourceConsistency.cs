using Azure.Storage.Blobs.Models;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Ingest;
using Pathway.Functions.Resources.Uploads;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Resources.Upkeep;

/// <summary>Compares table Resources with the containers, both ways.</summary>
public sealed class ResourceConsistency(ResourceCatalogue catalogue, ResourceUploads uploads, PathwayStorage storage)
{
    public async Task<ConsistencyReport> CheckAsync(CancellationToken cancellationToken)
    {
        // The containers first: a version published meanwhile has its file already, and is only not looked for.
        var files = await BlobsAsync(StorageContainer.Resources, PublishedFiles.Folder, cancellationToken);
        var waiting = await BlobsAsync(StorageContainer.Uploads, null, cancellationToken);
        var resources = (await catalogue.AllAsync(cancellationToken)).Values
            .OrderBy(resource => resource.Id.ToString(), StringComparer.Ordinal)
            .ToList();

        var versions = resources.SelectMany(
            resource => resource.Versions.Select(version => (Resource: resource, Version: version)))
            .ToList();
        var published = versions.Where(item => item.Version.State == ResourceState.Published).ToList();
        var named = versions.Where(item => item.Version.Sha256 is not null)
            .Select(item => PublishedFiles.Folder + item.Version.Sha256)
            .ToHashSet(StringComparer.Ordinal);
        var awaited = versions.Select(item => uploads.BlobOf(item.Resource.Id, item.Version).Name)
            .ToHashSet(StringComparer.Ordinal);
        var missing = published.Where(item => !files.ContainsKey(PublishedFiles.Folder + item.Version.Sha256))
            .Select(File)
            .ToList();
        var wrongSize = published
            .Where(item => files.TryGetValue(PublishedFiles.Folder + item.Version.Sha256, out var file)
                && file.Properties.ContentLength != item.Version.Size)
            .Select(File)
            .ToList();
        UnnamedBlob[] unnamed =
        [
            .. files.Values.Where(file => !named.Contains(file.Name))
                .Select(file => Blob(StorageContainer.Resources, file)),
            .. waiting.Values.Where(file => !awaited.Contains(file.Name))
                .Select(file => Blob(StorageContainer.Uploads, file)),
        ];
        return new ConsistencyReport(
            missing.Count + wrongSize.Count + unnamed.Length == 0,
            resources.Count,
            versions.Count,
            files.Count,
            files.Values.Sum(file => file.Properties.ContentLength ?? 0),
            missing,
            wrongSize,
            unnamed);
    }

    private async Task<Dictionary<string, BlobItem>> BlobsAsync(
        StorageContainer container, string? folder, CancellationToken cancellationToken)
    {
        var blobs = new Dictionary<string, BlobItem>(StringComparer.Ordinal);
        await foreach (var blob in storage.Container(container).GetBlobsAsync(new GetBlobsOptions { Prefix = folder }, cancellationToken))
            blobs[blob.Name] = blob;
        return blobs;
    }

    private static NamedFile File((Resource Resource, ResourceVersion Version) item) =>
        new(item.Resource.Id.ToString(), item.Version.Number, item.Version.Sha256!);

    private static UnnamedBlob Blob(StorageContainer container, BlobItem blob) =>
        new(
            container.ToString().ToLowerInvariant(),
            blob.Name,
            blob.Properties.ContentLength ?? 0,
            blob.Properties.LastModified);
}
