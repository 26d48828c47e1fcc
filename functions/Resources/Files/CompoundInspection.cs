using System.Buffers.Binary;
using System.Text;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// Says what an OLE compound file is, by the names in its directory ([MS-CFB]): a document under a password, an old
/// document, a message, an installer. None is published; each is told why, and what to do.
/// </summary>
internal static class CompoundInspection
{
    private const int Header = 512;
    private const int Entry = 128;
    private const int MaxSectors = 4096;

    private const string Macros = "The file holds macros: save it without, as .docx, .xlsx or .pptx.";

    private static readonly (string Stream, string Reason)[] Kinds =
    [
        ("EncryptedPackage", "The file is protected with a password, so that nobody can look into it: save it without."),
        ("_VBA_PROJECT_CUR", Macros),
        ("_VBA_PROJECT", Macros),
        ("VBA", Macros),
        ("WordDocument", "The file is an old Word document, which can hold macros: save it as .docx."),
        ("Workbook", "The file is an old Excel workbook, which can hold macros: save it as .xlsx."),
        ("Book", "The file is an old Excel workbook, which can hold macros: save it as .xlsx."),
        ("PowerPoint Document", "The file is an old PowerPoint presentation, which can hold macros: save it as .pptx."),
        ("VisioDocument", "The file is a Visio drawing: export it as .pdf or .svg."),
        ("Quill", "The file is a Publisher document: export it as .pdf."),
        ("__nameid_version1.0", "The file is an Outlook message, which holds people's addresses: save what it carries by itself."),
    ];

    private const string Unknown =
        "The file is in an old Office or installer format, which can hold macros: save it as .docx, .xlsx or .pptx.";

    public static async Task<FileSignature> InspectAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var file = content;
        var names = await NamesAsync(file, cancellationToken);
        return FileSignature.Refused(
            Kinds.FirstOrDefault(kind => names.Contains(kind.Stream)) is { Reason: { } reason } ? reason : Unknown);
    }

    /// <summary>Whether there are macros in it, as in an object that a document embeds.</summary>
    public static async Task<bool> HasMacrosAsync(Stream content, CancellationToken cancellationToken) =>
        (await NamesAsync(content, cancellationToken)).Overlaps(["_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"]);

    /// <summary>As many names of the directory as a sound file has; what is damaged ends the list.</summary>
    private static async Task<HashSet<string>> NamesAsync(Stream file, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (await ZipDirectory.ReadAtAsync(file, 0, Header, cancellationToken) is not { } header
            || BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)) is not ((9 or 12) and var shift))
            return names;
        var size = 1 << shift;
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        for (var count = 0;
            count < MaxSectors
                && await ZipDirectory.ReadAtAsync(file, (sector + 1L) * size, size, cancellationToken) is { } directory;
            count++)
        {
            for (var at = 0; at < size; at += Entry)
            {
                var length = BinaryPrimitives.ReadUInt16LittleEndian(directory.AsSpan(at + 64));
                if (length is >= 2 and <= 64)
                    names.Add(Encoding.Unicode.GetString(directory, at, length - 2));
            }

            if (await NextAsync(file, header, sector, size, cancellationToken) is not { } next)
                break;
            sector = next;
        }

        return names;
    }

    // The header names the first 109 sectors of the allocation table: enough for a directory in the first 7 MiB,
    // where writers put it.
    private static async Task<uint?> NextAsync(
        Stream file, byte[] header, uint sector, int size, CancellationToken cancellationToken)
    {
        const uint Last = 0xFFFFFFFA;
        var each = (uint)size / 4;
        if (sector / each >= 109)
            return null;
        var table = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + (int)(sector / each * 4)));
        if (table >= Last
            || await ZipDirectory.ReadAtAsync(file, ((table + 1L) * size) + (sector % each * 4), 4, cancellationToken) is not { } entry)
            return null;
        return BinaryPrimitives.ReadUInt32LittleEndian(entry) is < Last and var next ? next : null;
    }
}
