using System.Buffers;
using System.Text;
using Pathway.Functions.Http;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// The letters of an imported file. They are UTF-8; only a spreadsheet may be Windows-1252 instead, for that is what Excel saves as
/// plain CSV. A guess between the two would put wrong letters into everybody's calendar, so where a file is neither, or could be a
/// damaged one of either, the line is named.
/// </summary>
internal static class ImportText
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // What no letter of Windows-1252 is written with.
    private static readonly SearchValues<byte> Undefined = SearchValues.Create(0x81, 0x8D, 0x8F, 0x90, 0x9D);

    public static string? Read(ReadOnlySpan<byte> file, bool isCalendar, out Fault? fault)
    {
        fault = null;
        var (wrongAt, hasUtf8) = Look(file);
        if (wrongAt < 0)
            return Encoding.UTF8.GetString(file).TrimStart('\uFEFF');
        if (!isCalendar && !hasUtf8 && !file.ContainsAny(Undefined))
            return Windows.GetString(file);
        fault = new Fault("", "holds letters that are not UTF-8: save the file again as UTF-8.", file[..wrongAt].Count((byte)'\n') + 1);
        return null;
    }

    /// <summary>Where the first byte stands that is not UTF-8, or -1, and whether any letter is written as only UTF-8 writes it.</summary>
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
