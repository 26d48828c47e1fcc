namespace Pathway.Functions.Resources.Files;

/// <summary>Kinds of file that people send, that the programme does not publish, and what to send instead.</summary>
internal static class UnpublishedKinds
{
    private const string Archive = "The file is an archive that cannot be looked into: pack it as .zip.";
    private const string Video = "no browser plays it: export it as .mp4.";
    private const string Picture = "few programs show it: save it as .png or .pdf.";

    private static readonly (byte[] Bytes, int At, string Reason)[] Kinds =
    [
        ([.. @"{\rtf"u8], 0, "The file is in Rich Text Format, which can hold programs: save it as .docx or .pdf."),
        ([.. "Rar!"u8], 0, Archive),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, Archive),
        ([0x1F, 0x8B], 0, Archive),
        ([.. "BZh"u8], 0, Archive),
        ([0xFD, .. "7zXZ"u8], 0, Archive),
        ([.. "ustar"u8], 257, Archive),
        ([.. "MSCF"u8], 0, Archive),
        ([.. "DICM"u8], 128, "The file is a DICOM image, which can hold a patient's name: export the picture as .png."),
        ([.. "#!AMR"u8], 0, "The file is an AMR recording; no browser plays it: export it as .m4a or .mp3."),
        ([.. "AVI "u8], 8, "The file is an AVI video; " + Video),
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], 0, "The file is a Windows Media file; " + Video),
        ([.. "FLV\x01"u8], 0, "The file is a Flash video; " + Video),
        ([0, 0, 1, 0xBA], 0, "The file is an MPEG video; " + Video),
        ([.. "FWS"u8], 0, "The file is a Flash program: programs are not published."),
        ([.. "CWS"u8], 0, "The file is a Flash program: programs are not published."),
        ([.. "II*\0"u8], 0, "The file is a TIFF image; " + Picture),
        ([.. "MM\0*"u8], 0, "The file is a TIFF image; " + Picture),
        ([.. "8BPS"u8], 0, "The file is a Photoshop image; " + Picture),
        ([.. "%!PS"u8], 0, "The file is a PostScript program: save it as .pdf."),
        ([.. "SQLite format 3\0"u8], 0, "The file is a database: export its tables as .csv or .xlsx."),
    ];

    public static string? Detect(ReadOnlySpan<byte> head)
    {
        foreach (var (bytes, at, reason) in Kinds)
        {
            if (head.Length >= at + bytes.Length && head[at..].StartsWith(bytes))
                return reason;
        }

        return null;
    }
}
