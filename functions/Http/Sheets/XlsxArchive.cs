using System.IO.Compression;
using System.Xml;

namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// The parts of a workbook (ECMA-376, part 2). Nothing outside the file is ever looked at, a DTD ends the reading,
/// and what all parts together unpack to is counted while it is unpacked, whatever the archive says of itself.
/// </summary>
internal sealed class XlsxArchive(ReadOnlyMemory<byte> file) : IDisposable
{
    /// <summary>What a workbook may unpack to, in bytes: thirty times the largest file that is taken.</summary>
    public const int MostUnpacked = 32 * 1024 * 1024;

    private static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly ZipArchive zip = new(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
    private readonly UnpackedBytes unpacked = new(MostUnpacked);

    /// <summary>The part of that name, whatever its case and slashes; null when there is none.</summary>
    public XmlReader? Read(string part) =>
        Find(part) is { } entry ? XmlReader.Create(new UnpackedStream(entry.Open(), unpacked), Xml) : null;

    public bool Has(string part) => Find(part) is not null;

    /// <summary>What a part refers to inside the archive, by the reference's id.</summary>
    /// <returns>The type's last word and the part's name.</returns>
    public IReadOnlyDictionary<string, (string Type, string Part)> References(string part)
    {
        var slash = part.LastIndexOf('/');
        var (folder, name) = (part[..(slash + 1)], part[(slash + 1)..]);
        var references = new Dictionary<string, (string Type, string Part)>(StringComparer.Ordinal);
        using var reader = Read($"{folder}_rels/{name}.rels");
        while (reader?.Read() is true)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                || reader.GetAttribute("Target") is not { } target)
                continue;
            var type = reader.GetAttribute("Type") ?? "";
            if (!string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase))
                references[reader.GetAttribute("Id") ?? ""] = (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target));
        }

        return references;
    }

    public void Dispose() => zip.Dispose();

    private ZipArchiveEntry? Find(string part) =>
        zip.Entries.FirstOrDefault(
            entry => string.Equals(entry.FullName.Replace('\\', '/').TrimStart('/'), part, StringComparison.OrdinalIgnoreCase));

    private static string Resolve(string folder, string target)
    {
        var path = new List<string>();
        var whole = target.Replace('\\', '/');
        foreach (var step in (whole.StartsWith('/') ? whole : folder + whole).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (step is not ("." or ".."))
                path.Add(step);
        }

        return string.Join('/', path);
    }
}
