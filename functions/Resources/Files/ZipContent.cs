using System.Buffers;
using System.IO.Compression;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// Unpacks single entries of an archive, to their end and in constant memory: a directory may say anything of their
/// size.
/// </summary>
internal static class ZipContent
{
    public const int Stored = 0;
    public const int Deflated = 8;
    private const int LocalHeader = 30;
    private const int Piece = 64 * 1024;

    /// <summary>
    /// The first bytes of an entry, once all of it is unpacked and found to be as long as the directory says; null
    /// when it is not, or is packed in a way nobody here knows.
    /// </summary>
    /// <param name="copy">Where all of it goes, if wanted.</param>
    public static async Task<byte[]?> UnpackAsync(
        Stream archive, ZipEntry entry, int headLength, Stream? copy, CancellationToken cancellationToken)
    {
        if (await StartAsync(archive, entry, cancellationToken) is not { } start)
            return null;
        await using var packed = new StreamSection(archive, start, entry.PackedSize);
        await using var content = entry.Method == Stored
            ? (Stream)packed
            : new DeflateStream(packed, CompressionMode.Decompress);
        var (head, size) = (new byte[Math.Min(headLength, entry.Size)], 0L);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            for (int read; size <= entry.Size && (read = await content.ReadAsync(buffer, cancellationToken)) > 0; size += read)
            {
                if (size < head.Length)
                    buffer.AsSpan(0, (int)Math.Min(read, head.Length - size)).CopyTo(head.AsSpan((int)size));
                if (copy is not null)
                    await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return size == entry.Size ? head : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>All of an entry as a file of its own, gone when it is closed; null when it cannot be had.</summary>
    public static async Task<Stream?> CopyAsync(Stream archive, ZipEntry entry, CancellationToken cancellationToken)
    {
        var copy = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            Piece,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (await UnpackAsync(archive, entry, 0, copy, cancellationToken) is not null)
            return copy;
        await copy.DisposeAsync();
        return null;
    }

    private static async Task<long?> StartAsync(Stream archive, ZipEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Method is not (Stored or Deflated) || entry.Size < 0 || entry.PackedSize < 0
            || await ZipDirectory.ReadAtAsync(archive, entry.Offset, LocalHeader, cancellationToken) is not { } local
            || !local.AsSpan().StartsWith("PK\x03\x04"u8))
            return null;
        var start = entry.Offset + LocalHeader + BitConverter.ToUInt16(local, 26) + BitConverter.ToUInt16(local, 28);
        return start + entry.PackedSize <= archive.Length ? start : null;
    }
}
