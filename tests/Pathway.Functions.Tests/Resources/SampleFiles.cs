using System.IO.Compression;
using System.Text;

namespace Pathway.Functions.Tests.Resources;

/// <summary>Small files of many types, honest and otherwise.</summary>
internal static class SampleFiles
{
    private const string OfficeTypes = "application/vnd.openxmlformats-officedocument.";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] After(byte[] signature) => [.. signature, .. new byte[64]];

    public static byte[] Riff(string form) =>
        [.. "RIFF"u8, 36, 0, 0, 0, .. Encoding.ASCII.GetBytes(form), .. new byte[32]];

    public static byte[] Mpeg4(
        string brand,
        string compatible = "isom") => [0, 0, 0, 24, .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), 0, 0, 2, 0, .. Encoding.ASCII.GetBytes(compatible), .. "mp42"u8];

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

    public static byte[] Docx(params (string Name, byte[] Content)[] more) =>
        Office(OfficeTypes + "wordprocessingml.document.main+xml", more);

    public static byte[] Xlsx(params (string Name, byte[] Content)[] more) =>
        Office(OfficeTypes + "spreadsheetml.sheet.main+xml", more);

    public static byte[] Pptx(params (string Name, byte[] Content)[] more) =>
        Office(OfficeTypes + "presentationml.presentation.main+xml", more);

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

    /// <summary>The archive as .NET Framework and PowerShell 5 write it: a backslash between the parts of each name.</summary>
    public static byte[] Backslashed(byte[] zip)
    {
        var copy = zip.ToArray();
        foreach (var (mark, nameAt, lengthAt) in new[] { ("PK\x03\x04", 30, 26), ("PK\x01\x02", 46, 28) })
        {
            for (int at = 0, next; (next = copy.AsSpan(at).IndexOf(Encoding.Latin1.GetBytes(mark))) >= 0; at += next + 4)
                copy.AsSpan(at + next + nameAt, BitConverter.ToUInt16(copy, at + next + lengthAt))
                    .Replace((byte)'/', (byte)'\\');
        }

        return copy;
    }

    /// <summary>The archive with a small size for its one entry in the directory.</summary>
    public static byte[] Understated(byte[] zip)
    {
        var copy = zip.ToArray();
        BitConverter.TryWriteBytes(copy.AsSpan(copy.AsSpan().IndexOf("PK\x01\x02"u8) + 24), 1000);
        return copy;
    }

    /// <summary>
    /// An OLE compound file ([MS-CFB], version 3) with nothing but a directory of these names over as many sectors as
    /// they need.
    /// </summary>
    public static byte[] Compound(params string[] names)
    {
        const int Sector = 512;
        string[] all = ["Root Entry", .. names];
        var sectors = (all.Length + 3) / 4;
        var file = new byte[Sector * (2 + sectors)];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        BitConverter.TryWriteBytes(file.AsSpan(30), (ushort)9);
        BitConverter.TryWriteBytes(file.AsSpan(48), 1);
        file.AsSpan(76, 436).Fill(0xFF);
        BitConverter.TryWriteBytes(file.AsSpan(76), 0);
        file.AsSpan(Sector, Sector).Fill(0xFF);
        for (var sector = 1; sector < sectors; sector++)
            BitConverter.TryWriteBytes(file.AsSpan(Sector + (sector * 4)), sector + 1);
        BitConverter.TryWriteBytes(file.AsSpan(Sector + (sectors * 4)), -2);
        foreach (var (at, name) in all.Index())
        {
            var entry = file.AsSpan((2 * Sector) + (at * 128));
            Encoding.Unicode.GetBytes(name).CopyTo(entry);
            BitConverter.TryWriteBytes(entry[64..], (ushort)((name.Length + 1) * 2));
        }

        return file;
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
