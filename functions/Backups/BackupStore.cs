using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Backups;

/// <summary>Container <c>backups</c>: a folder for each, and <c>restore.json</c> while one is brought back.</summary>
public sealed class BackupStore(PathwayStorage storage)
{
    private const string State = "backup.json";
    private const string RestoreState = "restore.json";

    private readonly BlobContainerClient container = storage.Container(StorageContainer.Backups);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var item in container.GetBlobsByHierarchyAsync(
            new GetBlobsByHierarchyOptions { Delimiter = "/" }, cancellationToken))
        {
            if (item.IsPrefix && Backup.IsId(item.Prefix.TrimEnd('/')))
                ids.Add(item.Prefix.TrimEnd('/'));
        }

        return [.. ids.OrderDescending(StringComparer.Ordinal)];
    }

    public async Task<Backup?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync<Backup>($"{id}/{State}", cancellationToken) is var (backup, etag)
            ? backup with { ETag = etag }
            : null;

    public async Task<Restore?> FindRestoreAsync(CancellationToken cancellationToken) =>
        await ReadAsync<Restore>(RestoreState, cancellationToken) is var (restore, etag)
            ? restore with { ETag = etag }
            : null;

    /// <summary>The backup as it now stands; null when somebody else wrote meanwhile.</summary>
    public async Task<Backup?> SaveAsync(Backup backup, CancellationToken cancellationToken) =>
        await WriteAsync($"{backup.Id}/{State}", backup, backup.ETag, cancellationToken) is { } etag
            ? backup with { ETag = etag }
            : null;

    /// <summary>The restore as it now stands; null when somebody else wrote meanwhile.</summary>
    public async Task<Restore?> SaveAsync(Restore restore, CancellationToken cancellationToken) =>
        await WriteAsync(RestoreState, restore, restore.ETag, cancellationToken) is { } etag
            ? restore with { ETag = etag }
            : null;

    public async Task<BackupPart> WritePartAsync(
        Backup backup, string table, IReadOnlyCollection<string> lines, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n'))), cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(packed.ToArray()));
        var part = new BackupPart(table, $"{backup.Id}/{table}/{backup.Parts.Count:D5}-{hash[..16]}.jsonl.gz", lines.Count, hash);
        packed.Position = 0;
        await container.GetBlobClient(part.Name).UploadAsync(packed, overwrite: true, cancellationToken);
        return part;
    }

    /// <summary>The lines of a part.</summary>
    /// <exception cref="FormatException">It is not what was written, or not there.</exception>
    public async Task<IReadOnlyList<string>> ReadPartAsync(BackupPart part, CancellationToken cancellationToken)
    {
        var bytes = await DownloadAsync(part, cancellationToken);
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != part.Hash)
            throw new FormatException($"{part.Name} is not what was written.");
        await using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            lines.Add(line);
        return lines.Count == part.Rows
            ? lines
            : throw new FormatException($"{part.Name} has {lines.Count} rows and should have {part.Rows}.");
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        // What names the parts goes last: whoever is stopped in between finds the rest again.
        await foreach (var blob in container.GetBlobsAsync(
            new GetBlobsOptions { Prefix = id + "/" }, cancellationToken))
        {
            if (!blob.Name.EndsWith('/' + State, StringComparison.Ordinal))
                await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }

        await container.DeleteBlobIfExistsAsync($"{id}/{State}", cancellationToken: cancellationToken);
    }

    private async Task<byte[]> DownloadAsync(BackupPart part, CancellationToken cancellationToken)
    {
        try
        {
            return (await container.GetBlobClient(part.Name).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            throw new FormatException($"{part.Name} is not there.", gone);
        }
    }

    private async Task<(T State, ETag ETag)?> ReadAsync<T>(string name, CancellationToken cancellationToken)
    {
        try
        {
            var content = (await container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value;
            return (content.Content.ToObjectFromJson<T>(PathwayJson.Plain)!, content.Details.ETag);
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    private async Task<ETag?> WriteAsync<T>(string name, T state, ETag known, CancellationToken cancellationToken)
    {
        var conditions = known == default
            ? new BlobRequestConditions { IfNoneMatch = ETag.All }
            : new BlobRequestConditions { IfMatch = known };
        try
        {
            var written = await container.GetBlobClient(name).UploadAsync(
                new BinaryData(JsonSerializer.SerializeToUtf8Bytes(state, PathwayJson.Plain)),
                new BlobUploadOptions { Conditions = conditions },
                cancellationToken);
            return written.Value.ETag;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return null;
        }
    }
}
