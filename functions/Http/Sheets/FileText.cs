using System.Buffers;
using System.Text;

namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// The letters of a text file that people send. A byte order mark or the zeros of UTF-16 (Excel's "Unicode text") decide, then
/// whether it is UTF-8, then what its sender said. Only a spreadsheet may be Windows-1252 without anybody saying so,
/// for that is what Excel saves as plain CSV. A guess beyond that would put wrong letters into everybody's calendar,
/// so the line is named instead.
/// </summary>
internal static class FileText
{
    public const string Unreadable = "holds letters that are not UTF-8: save the file again as UTF-8.";

    private const int Looked = 512;

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly UnicodeEncoding LittleEndian = new(
        bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(
        bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    // What no letter of Windows-1252 is written with.
    private static readonly SearchValues<byte> Undefined = SearchValues.Create(0x81, 0x8D, 0x8F, 0x90, 0x9D);

    /// <summary>UTF-16 in either order, by its mark or by the zeros between its letters; null for anything else.</summary>
    public static Encoding? Utf16(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return LittleEndian;
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return BigEndian;
        if (file.Length < 4 || file.Length % 2 != 0)
            return null;
        var (even, odd, looked) = (0, 0, Math.Min(file.Length, Looked) / 2 * 2);
        for (var at = 0; at < looked; at += 2)
        {
            even += file[at] == 0 ? 1 : 0;
            odd += file[at + 1] == 0 ? 1 : 0;
        }

        var most = looked / 4;
        return odd > most && even == 0 ? LittleEndian : even > most && odd == 0 ? BigEndian : null;
    }

    /// <summary>
    /// The encoding that a Content-Type names, if it is one of those that write a letter with other bytes than UTF-8.
    /// </summary>
    public static Encoding? Declared(string? charset)
    {
        // As browsers have it: who says Latin-1 means Windows-1252.
        if (charset?.Trim('"', ' ').ToLowerInvariant() is not { Length: > 0 } name
            || name is "utf-8" or "utf8" or "us-ascii")
            return null;
        return name is "iso-8859-1" or "latin1" ? Windows : CodePagesEncodingProvider.Instance.GetEncoding(name);
    }

    public static string? Read(ReadOnlySpan<byte> file, string? charset, out Fault? fault)
    {
        fault = null;
        if (Utf16(file) is { } wide)
            return ReadWide(file, wide, out fault);
        var (wrongAt, hasUtf8) = Look(file);
        if (wrongAt < 0)
            return Encoding.UTF8.GetString(file).TrimStart('\uFEFF');
        if (Declared(charset) is { } declared)
            return declared.GetString(file);
        if (!hasUtf8 && !file.ContainsAny(Undefined))
            return Windows.GetString(file);
        fault = new Fault("", Unreadable, file[..wrongAt].Count((byte)'\n') + 1);
        return null;
    }

    /// <summary>UTF-16 as text, or the fault that says what to save it as.</summary>
    public static string? ReadWide(ReadOnlySpan<byte> file, Encoding wide, out Fault? fault)
    {
        try
        {
            fault = null;
            return wide.GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            fault = new Fault(
                "", "is UTF-16 with letters missing: save the file again as UTF-8 (in Excel: CSV UTF-8).", 1);
            return null;
        }
    }

    /// <summary>
    /// Where the first byte stands that is not UTF-8, or -1, and whether any letter is written as only UTF-8 writes
    /// it.
    /// </summary>
    private static (int WrongAt, bool HasUtf8) Look(ReadOnlySpan<byte> file)
    {
        var (wrongAt, hasUtf8) = (-1, false);
        for (var at = 0; at < file.Length;)
        {
            if (Rune.DecodeFromUtf8(file[at..], out _, out var length) == OperationStatus.Done)
                hasUtf8 |= length > 1;
            else if (wrongAt < 0)
                wrongAt = at;
            at += length;
        }

        return (wrongAt, hasUtf8);
    }
}
