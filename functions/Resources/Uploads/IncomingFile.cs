using System.Buffers;
using System.Security.Cryptography;
using Azure.Storage.Blobs.Specialized;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>A file that comes through the app: stored block by block as it arrives, in constant memory.</summary>
internal static class IncomingFile
{
    private const int BlockSize = 2 * 1024 * 1024;

    /// <summary>
    /// Writes the file and answers its size; null, with nothing written, when it is longer than <see cref="ResourceOptions.MaxContent"/>.
    /// One that is empty or breaks off is not written either: its blocks stay without a blob, and the service forgets them.
    /// </summary>
    public static async Task<long?> StoreAsync(Stream content, BlockBlobClient blob, CancellationToken cancellationToken)
    {
        // Two senders of one version must not mix their blocks; the later commit wins as a whole.
        var sender = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var (blocks, size) = (new List<string>(), 0L);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            while (await content.ReadAtLeastAsync(buffer.AsMemory(0, BlockSize), BlockSize, throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
            {
                size += read;
                if (size > ResourceOptions.MaxContent)
                    return null;
                blocks.Add(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{sender}{blocks.Count:D4}")));
                using var block = new MemoryStream(buffer, 0, read, writable: false);
                await blob.StageBlockAsync(blocks[^1], block, cancellationToken: cancellationToken);
            }

            // An upsert with a reason: until it is checked, an upload may be sent again.
            if (blocks.Count > 0)
                await blob.CommitBlockListAsync(blocks, cancellationToken: cancellationToken);
            return size;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether the file has this SHA-256, in lower-case hexadecimal.</summary>
    public static async Task<bool> IsSameAsync(Stream content, string sha256, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) == sha256;
}
