using System.IO.Compression;
using System.Text;

namespace Pathway.Functions.Tests.Resources;

/// <summary>Small files of many types, honest and otherwise.</summary>
internal static class SampleFiles
{
    private const string OfficeTypes = "application/vnd.openxmlformats-officedocument.";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] After(byte[] signature) => [.. signature, .. new byte[64]];

    public static byte[] Riff(string form) => [.. "RIFF"u8, 36, 0, 0, 0, .. Encoding.ASCII.GetBytes(form), .. new byte[32]];

    public static byte[] Mpeg4(string brand) => [0, 0, 0, 24, .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), 0, 0, 2, 0, .. "isommp42"u8];

    public static byte[] Zip(params (string Name, byte[] Content)[] entries) => Zip(CompressionLevel.Optimal, entries);

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Office(string mainType, params (string Name, byte[] Content)[] more) => Zip(
    [
        ("[Content_Types].xml", Bytes($"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/main.xml" ContentType="{mainType}"/></Types>""")),
        ("main.xml", Bytes("<main/>")),
        .. more,
    ]);

    public static byte[] Docx(params (string Name, byte[] Content)[] more) => Office(OfficeTypes + "wordprocessingml.document.main+xml", more);

    public static byte[] Xlsx(params (string Name, byte[] Content)[] more) => Office(OfficeTypes + "spreadsheetml.sheet.main+xml", more);

    public static byte[] Pptx(params (string Name, byte[] Content)[] more) => Office(OfficeTypes + "presentationml.presentation.main+xml", more);

    public static byte[] WithMimeType(string mimeType, params (string Name, byte[] Content)[] more)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = archive.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
                entry.Write(Bytes(mimeType));
            foreach (var (name, content) in more.Append(("content.xml", Bytes("<x/>"))))
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The archive with the encryption flag set on its first entry, in both its headers.</summary>
    public static byte[] Encrypted(byte[] zip)
    {
        var copy = zip.ToArray();
        copy[6] |= 1;
        copy[copy.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        return copy;
    }
}
