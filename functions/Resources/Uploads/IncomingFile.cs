using System.Buffers;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>A file that comes through the app: stored block by block as it arrives, in constant memory.</summary>
internal static class IncomingFile
{
    private const int BlockSize = 2 * 1024 * 1024;

    /// <summary>
    /// Where a file that came through the app carries its SHA-256, so that the same file sent again is known from
    /// another.
    /// </summary>
    private const string HashName = "sha256";

    /// <summary>
    /// Writes the file, unless another one is there: of those sent at once the first to be complete stays, and the
    /// same one may be sent again. One that is too long, empty or breaks off is not written either: its blocks stay
    /// without a blob, and the service forgets them.
    /// </summary>
    /// <returns>Null with the file's hash when it is there; or what stood against it.</returns>
    public static async Task<(UploadOutcome? Outcome, string Sha256)> StoreAsync(
        Stream content, BlockBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var (blocks, outcome, sha256) = await StageAsync(content, blob, cancellationToken);
            return outcome is not null || await CommitAsync(blob, blocks, sha256, cancellationToken)
                ? (outcome, sha256)
                : (UploadOutcome.Overtaken, sha256);
        }
        catch (RequestFailedException other) when (other.ErrorCode == BlobErrorCode.InvalidBlobOrBlock)
        {
            // Blocks with names of another length: somebody is sending to the upload address right now.
            return (UploadOutcome.Overtaken, "");
        }
    }

    private static async Task<(List<string> Blocks, UploadOutcome? Outcome, string Sha256)> StageAsync(
        Stream content, BlockBlobClient blob, CancellationToken cancellationToken)
    {
        // Two senders of one version must not mix their blocks.
        var sender = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var (blocks, size) = (new List<string>(), 0L);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            while (await content.ReadAtLeastAsync(
                buffer.AsMemory(0, BlockSize), BlockSize, throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
            {
                size += read;
                if (size > ResourceOptions.MaxContent)
                    return ([], UploadOutcome.TooLarge, "");
                hash.AppendData(buffer, 0, read);
                blocks.Add(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{sender}{blocks.Count:D4}")));
                using var block = new MemoryStream(buffer, 0, read, writable: false);
                await blob.StageBlockAsync(blocks[^1], block, cancellationToken: cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (blocks, blocks.Count == 0 ? UploadOutcome.Empty : null, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<bool> CommitAsync(
        BlockBlobClient blob, List<string> blocks, string sha256, CancellationToken cancellationToken)
    {
        var expected = new BlobRequestConditions { IfNoneMatch = ETag.All };
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                var options = new CommitBlockListOptions
                {
                    Conditions = expected,
                    Metadata = new Dictionary<string,
                    string>(StringComparer.Ordinal)
                    { [HashName] = sha256 },
                };
                await blob.CommitBlockListAsync(blocks, options, cancellationToken);
                return true;
            }
            catch (RequestFailedException taken) when (taken.Status is 409 or 412 || taken.ErrorCode == BlobErrorCode.InvalidBlockList)
            {
                // Another's commit, which takes away the blocks of all others; or our own, whose answer was lost.
                if (await StateAsync(blob, cancellationToken) is not { } there)
                    return false;
                if (there.Metadata.TryGetValue(HashName, out var known))
                    return known == sha256;

                // What was sent to the upload address and not yet said to be complete gives way.
                if (!isFirst || taken.ErrorCode == BlobErrorCode.InvalidBlockList)
                    return false;
                expected = new() { IfMatch = there.ETag };
            }
        }
    }

    private static async Task<BlobProperties?> StateAsync(BlockBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Whether the file has this SHA-256, in lower-case hexadecimal.</summary>
    public static async Task<bool> IsSameAsync(Stream content, string sha256, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) == sha256;
}
