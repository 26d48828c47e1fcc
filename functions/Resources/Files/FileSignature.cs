namespace Pathway.Functions.Resources.Files;

/// <summary>What the first bytes of a file say: its type, or that more must be read, or why it is not taken.</summary>
/// <param name="Types">The types it can be, most special first; none when only the rest of the file can tell.</param>
/// <param name="Refusal">Why it is not taken, as a sentence.</param>
public sealed record FileSignature(
    IReadOnlyList<FileType> Types, string? Refusal = null, FurtherLook Look = FurtherLook.None)
{
    /// <summary>As many bytes as <see cref="Detect"/> wants to see, if the file has them.</summary>
    public const int Length = 4096;

    public static FileSignature Detect(ReadOnlySpan<byte> head) =>
        Program(head) is { } program ? Refused($"The file is {program}: programs are not published.")
        : Document(head) is { } document ? document
        : MediaSignature.Detect(head) is { } media ? new(media)
        : UnpublishedKinds.Detect(head) is { } unpublished ? Refused(unpublished)
        : PdfAfterJunk(head, TextSignature.Detect(head));

    public static FileSignature Refused(string reason) => new([], reason);

    /// <summary>
    /// Names the kind of program these bytes begin, or null. Python is no program here: it is read, and run by who
    /// means to.
    /// </summary>
    public static string? Program(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'M', (byte)'Z', ..] or [(byte)'Z', (byte)'M', ..] => "a Windows program",
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "a Linux program",
        [0xFE, 0xED, 0xFA, 0xCE or 0xCF, ..] or [0xCE or 0xCF, 0xFA, 0xED, 0xFE, ..] => "a macOS program",
        [0xCA, 0xFE, 0xBA, 0xBE, ..] => "a Java or macOS program",
        [(byte)'d', (byte)'e', (byte)'x', (byte)'\n', ..] => "an Android program",
        [0, (byte)'a', (byte)'s', (byte)'m', ..] => "a WebAssembly program",
        [(byte)'#', (byte)'!', ..] => Script(head),
        [0xEF, 0xBB, 0xBF, (byte)'#', (byte)'!', ..] => Script(head[3..]),
        [0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0, ..] => "a Windows shortcut",
        _ => null,
    };

    private static string? Script(ReadOnlySpan<byte> head)
    {
        var line = head[..(head.IndexOf((byte)'\n') is >= 0 and var end ? end : head.Length)];
        return line.IndexOf("python"u8) > 0 || line.StartsWith("#!AMR"u8) ? null : "a script";
    }

    // Offsets and bytes: https://en.wikipedia.org/wiki/List_of_file_signatures, and the formats' own specifications.
    private static FileSignature? Document(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => new([FileTypes.Pdf]),
        [(byte)'P', (byte)'K', 3, 4, ..] => new([], Look: FurtherLook.Archive),
        [(byte)'P', (byte)'K', 5 or 7, ..] => Refused("The file is an empty or split ZIP archive."),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => new([], Look: FurtherLook.Compound),
        _ => null,
    };

    // Readers look for a PDF's first line within 1,024 bytes (ISO 32000-1, Annex H, note 13), so senders leave all
    // sorts of things before it.
    private static FileSignature PdfAfterJunk(ReadOnlySpan<byte> head, FileSignature otherwise) =>
        head[..Math.Min(1024 + 5, head.Length)].IndexOf("%PDF-"u8) < 0
            || otherwise.Look == FurtherLook.Markup ? otherwise
        : otherwise.Types.Count > 0 ? otherwise with { Types = [FileTypes.Pdf, .. otherwise.Types] }
        : otherwise.Refusal == TextSignature.NoType ? new([FileTypes.Pdf])
        : otherwise;
}
