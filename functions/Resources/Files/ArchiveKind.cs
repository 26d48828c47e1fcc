using System.Text;
using System.Xml;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// What an archive is: an Office or OpenDocument file, a book, an H5P activity, a Scratch project, or an archive and
/// no more.
/// </summary>
internal static class ArchiveKind
{
    private const int MaxPart = 1024 * 1024;
    private const string Unpublished = "The file is a document of a type that the programme does not publish.";

    private static readonly FileType[] Open =
    [
        FileTypes.Odt, FileTypes.Ods, FileTypes.Odp, FileTypes.Odg, FileTypes.Epub,
    ];
    private static readonly FileType[] Office = [FileTypes.Docx, FileTypes.Xlsx, FileTypes.Pptx, FileTypes.Ppsx];

    public static async Task<FileSignature> DetectAsync(
        Stream archive, IReadOnlyList<ZipEntry> entries, CancellationToken cancellationToken)
    {
        if (await PartAsync(archive, entries, "mimetype", cancellationToken) is { } mediaType)
        {
            var manifest = await PartAsync(archive, entries, "META-INF/manifest.xml", cancellationToken);
            return manifest is not null && manifest.AsSpan()
                .IndexOf("encryption-data"u8) > 0 ? FileSignature
                .Refused("The file is protected with a password, so that nobody can look into it: save it without.")
                : Array.Find(
                    Open,
                    type => type.ContentType == Encoding.ASCII.GetString(mediaType).Trim()) is { } open ? new([open])
                : FileSignature.Refused(Unpublished);
        }

        if (await PartAsync(archive, entries, "[Content_Types].xml", cancellationToken) is { } parts)
        {
            return ContentTypes(parts) is not { } types ? FileSignature.Refused("The Office document is damaged.")
                : Array.Find(
                    Office, type => types.Contains(type.ContentType + ".main+xml")) is { } office ? new([office])
                : FileSignature.Refused(
                    "The file is an Office document of a type that the programme does not publish.");
        }

        return entries.Any(entry => entry.Name == "h5p.json") ? new([FileTypes.H5p, FileTypes.Zip])
            : entries.Any(entry => entry.Name == "project.json") ? new([FileTypes.Scratch, FileTypes.Zip])
            : new([FileTypes.Zip]);
    }

    /// <summary>
    /// The reason, when the archive is a document with macros. What a part is, its name does not tell: the list of
    /// types does (ECMA-376 part 2, 10.1.2).
    /// </summary>
    public static async Task<string?> MacrosAsync(
        Stream archive, IReadOnlyList<ZipEntry> entries, CancellationToken cancellationToken)
    {
        var types = await PartAsync(archive, entries, "[Content_Types].xml", cancellationToken) is { } parts
            ? ContentTypes(parts) ?? []
            : [];
        return types.Any(type => Has(type, "macroEnabled")
                || Has(type, "vbaProject")
                || Has(type, "macrosheet")
                || Has(type, "activeX")) ? "The file holds macros or active controls."
            : entries.Any(entry => entry.Name == "mimetype")
                && entries.Any(entry => !entry.IsFolder && IsOpenMacro(entry.Name)) ? "The file holds macros."
            : null;

        static bool Has(string type, string word) => type.Contains(word, StringComparison.OrdinalIgnoreCase);

        static bool IsOpenMacro(string name) =>
            name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<byte[]?> PartAsync(
        Stream archive, IReadOnlyList<ZipEntry> entries, string name, CancellationToken cancellationToken) =>
        entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } part
            ? await ZipContent.UnpackAsync(archive, part, MaxPart, null, cancellationToken) ?? []
            : null;

    private static List<string>? ContentTypes(byte[] xml)
    {
        try
        {
            var types = new List<string>();
            using var reader = XmlReader.Create(
                new MemoryStream(xml),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.GetAttribute("ContentType") is { } type)
                    types.Add(type);
            }

            return types;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
