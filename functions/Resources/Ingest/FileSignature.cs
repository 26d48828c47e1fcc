using System.Text;

namespace Pathway.Functions.Resources.Ingest;

/// <summary>What the first bytes of a file say: its type, or that more must be read, or why it is not taken.</summary>
/// <param name="Types">The types it can be, most special first; none when only the rest of the file can tell.</param>
/// <param name="Refusal">Why it is not taken, as a sentence.</param>
public sealed record FileSignature(IReadOnlyList<FileType> Types, string? Refusal = null, bool IsArchive = false, bool IsText = false)
{
    /// <summary>As many bytes as <see cref="Of"/> wants to see, if the file has them.</summary>
    public const int Length = 4096;

    private static readonly FileType[] Texts = [FileType.Text, FileType.Csv, FileType.Markdown, FileType.Captions];

    // Offsets and bytes: https://en.wikipedia.org/wiki/List_of_file_signatures, and the formats' own specifications.
    public static FileSignature Of(ReadOnlySpan<byte> head) =>
        Program(head) is { } program ? Refused($"The file is {program}: programs are not published.")
        : Document(head) is { } document ? document
        : Media(head) is { } media ? new([media])
        : Writing(head);

    /// <summary>Names the kind of program these bytes begin, or null.</summary>
    public static string? Program(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'M', (byte)'Z', ..] or [(byte)'Z', (byte)'M', ..] => "a Windows program",
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "a Linux program",
        [0xFE, 0xED, 0xFA, 0xCE or 0xCF, ..] or [0xCE or 0xCF, 0xFA, 0xED, 0xFE, ..] => "a macOS program",
        [0xCA, 0xFE, 0xBA, 0xBE, ..] => "a Java or macOS program",
        [(byte)'d', (byte)'e', (byte)'x', (byte)'\n', ..] => "an Android program",
        [0, (byte)'a', (byte)'s', (byte)'m', ..] => "a WebAssembly program",
        [(byte)'#', (byte)'!', ..] or [0xEF, 0xBB, 0xBF, (byte)'#', (byte)'!', ..] => "a script",
        [0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0, ..] => "a Windows shortcut",
        _ => null,
    };

    private static FileSignature? Document(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => new([FileType.Pdf]),
        [(byte)'P', (byte)'K', 3, 4, ..] => new([], IsArchive: true),
        [(byte)'P', (byte)'K', 5 or 7, ..] => Refused("The file is an empty or split ZIP archive."),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Refused("The file is in an old Office or installer format, which can hold macros: save it as .docx, .xlsx or .pptx."),
        [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => Refused("The file is in Rich Text Format, which can hold programs: save it as .docx or .pdf."),
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] or [0x37, 0x7A, 0xBC, 0xAF, ..] or [0x1F, 0x8B, ..] => Refused("The file is an archive that cannot be looked into: pack it as .zip."),
        _ => null,
    };

    private static FileType? Media(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => FileType.Png,
        [0xFF, 0xD8, 0xFF, ..] => FileType.Jpeg,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => FileType.Gif,
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => FileType.Ogg,
        [0x1A, 0x45, 0xDF, 0xA3, ..] => head[..Math.Min(64, head.Length)].IndexOf("webm"u8) > 0 ? FileType.WebM : null,
        _ when head.Length >= 12 && head.StartsWith("RIFF"u8) => head[8..].StartsWith("WEBP"u8) ? FileType.WebP : head[8..].StartsWith("WAVE"u8) ? FileType.Wav : null,
        _ when head.Length >= 12 && head[4..].StartsWith("ftyp"u8) => Mpeg4(head.Slice(8, 4)),
        [(byte)'I', (byte)'D', (byte)'3', ..] => FileType.Mp3,

        // A frame's sync word with layer III: MPEG 1, 2 or 2.5.
        [0xFF, var frame, ..] when (frame & 0xE6) == 0xE2 && (frame & 0x18) != 0x08 => FileType.Mp3,
        _ => null,
    };

    private static FileType? Mpeg4(ReadOnlySpan<byte> brand) => Encoding.ASCII.GetString(brand) switch
    {
        "qt  " => FileType.QuickTime,
        "M4A " or "M4B " => FileType.M4a,
        "heic" or "heix" or "mif1" or "msf1" or "avif" or "avis" or "crx " => null,
        _ => FileType.Mp4,
    };

    private static FileSignature Writing(ReadOnlySpan<byte> head)
    {
        if (!Utf8Text.MayBegin(head))
            return Refused("The file is of no type that the programme publishes.");
        var begin = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (begin.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || begin.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return Refused("The file is a web page, which can hold scripts: publish a PDF or an H5P activity.");
        return begin.StartsWith("<svg", StringComparison.Ordinal) || (begin.StartsWith("<?xml", StringComparison.Ordinal) && begin.Contains("<svg", StringComparison.Ordinal))
            ? new([FileType.Svg], IsText: true)
            : new(Texts, IsText: true);
    }

    public static FileSignature Refused(string reason) => new([], reason);
}
