using System.Buffers.Binary;
using System.Text;

namespace Pathway.Functions.Resources.Files;

/// <summary>Tells pictures, sound and video by their first bytes.</summary>
internal static class MediaSignature
{
    private static readonly FileType[] Pictures = [FileTypes.Png, FileTypes.Jpeg, FileTypes.Gif, FileTypes.WebP];

    public static FileType[]? Detect(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => [Pictures[0]],
        [0xFF, 0xD8, 0xFF, ..] => [Pictures[1]],
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => [Pictures[2]],
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => Ogg(head),
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => [FileTypes.Flac],
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Ebml(head[..Math.Min(128, head.Length)]),
        _ when head.Length >= 12 && head.StartsWith("RIFF"u8) => head[8..]
            .StartsWith("WEBP"u8) ? [Pictures[3]] : head[8..]
            .StartsWith("WAVE"u8) ? [FileTypes.Wav] : null,
        _ when head.Length >= 12 && head[4..].StartsWith("ftyp"u8) => Mpeg4(head),

        // QuickTime before 2001 had no brand: one of its atoms, of less than 16 MiB, comes first.
        [0, _, _, _, ..] when head.Length >= 8
            && IsAtom(head.Slice(4, 4)) => [FileTypes.QuickTime, FileTypes.Mp4, FileTypes.M4a],
        [(byte)'I', (byte)'D', (byte)'3', ..] => [FileTypes.Mp3, FileTypes.Aac, FileTypes.Flac],

        // A frame's sync word: layer 0 is AAC, layer III with MPEG 1, 2 or 2.5 is MP3.
        [0xFF, var frame, ..] when (frame & 0xF6) == 0xF0 => [FileTypes.Aac],
        [0xFF, var frame, ..] when (frame & 0xE6) == 0xE2 && (frame & 0x18) != 0x08 => [FileTypes.Mp3],
        _ => null,
    };

    private static FileType[] Ogg(ReadOnlySpan<byte> head) =>
        head.IndexOf("theora"u8) > 0 ? [FileTypes.OggVideo] : [FileTypes.Ogg, FileTypes.OggVideo];

    private static FileType[]? Ebml(ReadOnlySpan<byte> header) =>
        header.IndexOf("webm"u8) > 0 ? [FileTypes.WebM, FileTypes.WebMAudio, FileTypes.Matroska]
        : header.IndexOf("matroska"u8) > 0 ? [FileTypes.Matroska]
        : null;

    // Brands say who wrote a file, not what is in it: a phone's recording bears a video's. Its name tells (ISO/IEC
    // 14496-12, 4.3).
    private static FileType[]? Mpeg4(ReadOnlySpan<byte> head)
    {
        var size = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head), (uint)head.Length);
        var brands = new List<string> { Brand(head[8..]) };
        for (var at = 16; at + 4 <= size; at += 4)
            brands.Add(Brand(head[at..]));
        return brands[0] switch
        {
            "avif" or "avis" => [FileTypes.Avif],
            "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" => [FileTypes.Heic],
            "mif1" or "msf1" => brands.Contains("avif") ? [FileTypes.Avif] : [FileTypes.Heic],
            "crx " => null,
            "qt  " => [FileTypes.QuickTime, FileTypes.Mp4, FileTypes.M4a],
            "M4A " or "M4B " or "M4P " => [FileTypes.M4a, FileTypes.Mp4, FileTypes.QuickTime, FileTypes.Mobile],
            ['3', 'g', ..] => [FileTypes.Mobile, FileTypes.Mp4, FileTypes.M4a, FileTypes.QuickTime],
            _ => [FileTypes.Mp4, FileTypes.M4a, FileTypes.QuickTime, FileTypes.Mobile],
        };
    }

    private static string Brand(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..4]);

    private static bool IsAtom(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("moov"u8)
            || name.SequenceEqual("mdat"u8)
            || name.SequenceEqual("wide"u8)
            || name.SequenceEqual("free"u8)
            || name.SequenceEqual("skip"u8)
            || name.SequenceEqual("pnot"u8);
}
