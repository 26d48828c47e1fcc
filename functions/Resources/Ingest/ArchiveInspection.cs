using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Pathway.Functions.Resources.Ingest;

/// <summary>
/// Tells what a ZIP archive is by what is in it, and refuses macros, programs and archives within. Of every entry the first bytes
/// are unpacked, because a name proves nothing.
/// </summary>
internal static class ArchiveInspection
{
    private const int Head = 512;
    private const int MaxContentTypes = 1024 * 1024;
    private const int Stored = 0;
    private const int Deflated = 8;

    private static readonly HashSet<string> Programs = new(StringComparer.OrdinalIgnoreCase)
    {
        ".exe", ".dll", ".com", ".scr", ".msi", ".msix", ".appx", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".wsf", ".hta", ".jar", ".class",
        ".apk", ".ipa", ".lnk", ".reg", ".sh", ".app", ".dmg", ".iso", ".deb", ".rpm", ".xll",
    };

    private static readonly HashSet<string> MacroDocuments = new(StringComparer.OrdinalIgnoreCase)
    {
        ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppsm", ".ppam", ".doc", ".xls", ".ppt",
    };

    private static readonly HashSet<string> Archives = new(StringComparer.OrdinalIgnoreCase) { ".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".cab" };

    public static async Task<FileSignature> InspectAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var archive = content;
        if (await ZipDirectory.ReadAsync(archive, cancellationToken) is not { } entries)
            return FileSignature.Refused($"The archive is damaged, split, or has more than {ZipDirectory.MaxEntries} entries.");
        foreach (var entry in entries.Where(entry => !entry.IsFolder).OrderBy(entry => entry.Offset))
        {
            if (ByName(entry) is { } reason || (reason = ByBytes(entry, await HeadAsync(archive, entry, Head, cancellationToken))) is not null)
                return FileSignature.Refused(reason);
        }

        return await KindAsync(archive, entries, cancellationToken);
    }

    private static string? ByName(ZipEntry entry)
    {
        var (name, ending) = (Shown(entry.Name), Path.GetExtension(entry.Name));
        return entry.IsEncrypted ? "The archive is protected with a password, so that nobody can look into it."
            : entry.Name.Contains('\\') || entry.Name.StartsWith('/') || entry.Name.Split('/').Contains("..") ? $"The archive would write outside its folder: {name}."
            : Programs.Contains(ending) ? $"The archive holds a program: {name}."
            : MacroDocuments.Contains(ending) || Path.GetFileName(entry.Name).Contains("vbaProject", StringComparison.OrdinalIgnoreCase) ? $"The file holds macros, or a document that can: {name}."
            : Archives.Contains(ending) ? $"The archive holds another archive: {name}."
            : null;
    }

    private static string? ByBytes(ZipEntry entry, byte[]? head) =>
        head is null ? $"The archive is damaged, or packed in a way that cannot be looked into: {Shown(entry.Name)}."
        : FileSignature.Program(head) is { } program ? $"The archive holds {program}: {Shown(entry.Name)}."
        : null;

    private static async Task<FileSignature> KindAsync(Stream archive, IReadOnlyList<ZipEntry> entries, CancellationToken cancellationToken)
    {
        if (entries[0] is { Name: "mimetype", Method: Stored } first)
            return OpenDocument(entries, Encoding.ASCII.GetString(await HeadAsync(archive, first, 100, cancellationToken) ?? []));
        if (entries.FirstOrDefault(entry => entry.Name == "[Content_Types].xml") is { } types)
            return Office(await HeadAsync(archive, types, MaxContentTypes, cancellationToken) ?? []);
        return entries.Any(entry => entry.Name == "h5p.json") ? new([FileType.H5p, FileType.Zip]) : new([FileType.Zip]);
    }

    private static FileSignature OpenDocument(IReadOnlyList<ZipEntry> entries, string mediaType)
    {
        if (entries.Any(entry => entry.Name.StartsWith("Basic/", StringComparison.Ordinal) || entry.Name.StartsWith("Scripts/", StringComparison.Ordinal)))
            return FileSignature.Refused("The file holds macros.");
        FileType[] known = [FileType.Odt, FileType.Ods, FileType.Odp, FileType.Epub];
        return known.FirstOrDefault(type => type.ContentType == mediaType.Trim()) is { } type
            ? new([type])
            : FileSignature.Refused("The file is a document of a type that the programme does not publish.");
    }

    // What a part is, its name does not tell: [Content_Types].xml does (ECMA-376 part 2, 10.1.2).
    private static FileSignature Office(byte[] contentTypes)
    {
        try
        {
            var types = ContentTypes(contentTypes);
            if (types.Any(type => Has(type, "macroEnabled") || Has(type, "vbaProject") || Has(type, "macrosheet") || Has(type, "activeX")))
                return FileSignature.Refused("The file holds macros or active controls.");
            FileType[] known = [FileType.Docx, FileType.Xlsx, FileType.Pptx, FileType.Ppsx];
            return known.FirstOrDefault(type => types.Contains(type.ContentType + ".main+xml")) is { } type
                ? new([type])
                : FileSignature.Refused("The file is an Office document of a type that the programme does not publish.");
        }
        catch (XmlException)
        {
            return FileSignature.Refused("The Office document is damaged.");
        }

        static bool Has(string type, string word) => type.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> ContentTypes(byte[] xml)
    {
        var types = new List<string>();
        using var reader = XmlReader.Create(new MemoryStream(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (reader.Read())
        {
            if (reader.GetAttribute("ContentType") is { } type)
                types.Add(type);
        }

        return types;
    }

    /// <summary>The first bytes of an entry, unpacked; null when they cannot be had.</summary>
    private static async Task<byte[]?> HeadAsync(Stream archive, ZipEntry entry, int length, CancellationToken cancellationToken)
    {
        const int Fixed = 30;
        if (entry.Method is not (Stored or Deflated) || await ZipDirectory.ReadAtAsync(archive, entry.Offset, Fixed, cancellationToken) is not { } local || !local.AsSpan().StartsWith("PK\x03\x04"u8))
            return null;
        var start = entry.Offset + Fixed + BitConverter.ToUInt16(local, 26) + BitConverter.ToUInt16(local, 28);
        var packed = await ZipDirectory.ReadAtAsync(archive, start, (int)Math.Min(entry.PackedSize, 2L * length), cancellationToken);
        if (packed is null || entry.Method == Stored)
            return packed?[..Math.Min(length, packed.Length)];

        var unpacked = new byte[length];
        using var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        var count = 0;
        try
        {
            for (int read; count < length && (read = deflate.Read(unpacked, count, length - count)) > 0;)
                count += read;
        }
        catch (InvalidDataException) when (count > 0 || entry.PackedSize > packed.Length)
        {
            // The piece ends in the middle of a block: what came before is what was wanted.
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return unpacked[..count];
    }

    private static string Shown(string name) => new([.. name.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
