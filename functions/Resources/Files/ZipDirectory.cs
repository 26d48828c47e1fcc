using System.Buffers.Binary;
using System.Text;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// Reads the central directory of a ZIP archive (PKWARE APPNOTE 6.3.10) from its end, so that a file of any size
/// costs two small reads. Stricter than readers are: the directory must lie exactly before its end record and the
/// record at the very end, so that no two readers can see two different archives.
/// </summary>
public static class ZipDirectory
{
    public const int MaxEntries = 10_000;
    private const int MaxSize = 4 * 1024 * 1024;
    private const int EndSize = 22;
    private const int End64Size = 56;
    private const int Locator64Size = 20;

    /// <summary>The entries; null when the archive is damaged, split, or larger than <see cref="MaxEntries"/>.</summary>
    public static async Task<IReadOnlyList<ZipEntry>?> ReadAsync(Stream archive, CancellationToken cancellationToken)
    {
        var tail = await ReadAtAsync(
            archive,
            Math.Max(0, archive.Length - EndSize - ushort.MaxValue),
            (int)Math.Min(archive.Length, EndSize + ushort.MaxValue),
            cancellationToken);
        if (tail is null || EndRecord(tail) is not (>= 0 and var end))
            return null;
        var endAt = archive.Length - tail.Length + end;
        var (count, size, offset) = Figures(tail.AsSpan(end));
        if (count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue)
        {
            endAt -= Locator64Size + End64Size;
            if (await ReadAtAsync(archive, endAt, End64Size, cancellationToken) is not { } wide
                || !wide.AsSpan().StartsWith("PK\x06\x06"u8))
                return null;
            (count, size, offset) = Figures64(wide);
        }

        if (count is 0 or > MaxEntries || size is < 0 or > MaxSize || offset < 0 || offset + size != endAt)
            return null;
        return await ReadAtAsync(archive, offset, (int)size, cancellationToken) is { } directory
            ? Entries(directory, (int)count)
            : null;
    }

    /// <summary>So many bytes at a place; null when the file does not have them.</summary>
    public static async Task<byte[]?> ReadAtAsync(
        Stream archive, long offset, int length, CancellationToken cancellationToken)
    {
        if (offset < 0 || offset + length > archive.Length)
            return null;
        archive.Position = offset;
        var bytes = new byte[length];
        await archive.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    // Its comment must reach to the end of the file exactly.
    private static int EndRecord(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - EndSize; at >= 0; at--)
        {
            if (tail[at..].StartsWith("PK\x05\x06"u8))
                return at + EndSize + U16(tail[at..], 20) == tail.Length && U16(tail[at..], 4) is 0 or ushort.MaxValue
                    ? at
                    : -1;
        }

        return -1;
    }

    private static (long Count, long Size, long Offset) Figures(ReadOnlySpan<byte> end) =>
        (U16(end, 10), U32(end, 12), U32(end, 16));

    private static (long Count, long Size, long Offset) Figures64(ReadOnlySpan<byte> end) =>
        (S64(end, 32), S64(end, 40), S64(end, 48));

    private static List<ZipEntry>? Entries(ReadOnlySpan<byte> directory, int count)
    {
        const int Fixed = 46;
        var entries = new List<ZipEntry>(count);
        while (entries.Count < count)
        {
            if (directory.Length < Fixed || !directory.StartsWith("PK\x01\x02"u8))
                return null;
            var (nameLength, extraLength) = (U16(directory, 28), U16(directory, 30));
            var next = Fixed + nameLength + extraLength + U16(directory, 32);
            if (next > directory.Length)
                return null;
            var (size, packed, offset) = Wide(
                directory.Slice(Fixed + nameLength, extraLength),
                U32(directory, 24),
                U32(directory, 20),
                U32(directory, 42));
            var name = Encoding.UTF8.GetString(directory.Slice(Fixed, nameLength)).Replace('\\', '/');
            entries.Add(new ZipEntry(name, U16(directory, 8), U16(directory, 10), packed, size, offset));
            directory = directory[next..];
        }

        return directory.IsEmpty ? entries : null;
    }

    // The ZIP64 extra field (id 1) holds, in this order, those of the three figures that did not fit.
    private static (long Size, long Packed, long Offset) Wide(
        ReadOnlySpan<byte> extra, long size, long packed, long offset)
    {
        while (extra.Length >= 4 && U16(extra, 2) + 4 <= extra.Length)
        {
            var id = U16(extra, 0);
            var field = extra.Slice(4, U16(extra, 2));
            extra = extra[(4 + field.Length)..];
            if (id != 1)
                continue;
            if (size == uint.MaxValue && field.Length >= 8)
            {
                size = S64(field, 0);
                field = field[8..];
            }

            if (packed == uint.MaxValue && field.Length >= 8)
            {
                packed = S64(field, 0);
                field = field[8..];
            }

            if (offset == uint.MaxValue && field.Length >= 8)
                offset = S64(field, 0);
        }

        return (size, packed, offset);
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long S64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
