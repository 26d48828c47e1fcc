using System.Buffers.Binary;
using System.IO.Hashing;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// The end of a gzip file (RFC 1952, 2.3.1): CRC-32 and length of what the last of its members holds. The runtime's own reader ends
/// quietly where a file does, so that only this tells a whole one from one that was cut.
/// </summary>
internal static class GzipTrailer
{
    private const int Length = 8;

    /// <param name="content">What all members hold, one behind the other.</param>
    public static bool Fits(ReadOnlySpan<byte> file, ReadOnlySpan<byte> content)
    {
        if (file.Length < Length)
            return false;
        var (checksum, length) = (
            BinaryPrimitives.ReadUInt32LittleEndian(file[^Length..]), BinaryPrimitives.ReadUInt32LittleEndian(file[^(Length / 2)..]));
        return length <= content.Length && Crc32.HashToUInt32(content[^(int)length..]) == checksum;
    }
}
