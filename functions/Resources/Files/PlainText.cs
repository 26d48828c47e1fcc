using System.Buffers;
using System.Text;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// Follows a file piece by piece and says whether it is text all through: without control characters, in UTF-8, in
/// UTF-16 with a mark, or in one of the eight-bit encodings that Windows programs still write.
/// </summary>
internal sealed class PlainText
{
    // All but tab, line feed, form feed and carriage return.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create(
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, .. Enumerable.Range(14, 18).Select(code => (byte)code), 127]);

    private static readonly SearchValues<char> WideControls =
        SearchValues.Create(
            [.. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 12 or 13)).Append(127).Select(code => (char)code)]);

    private Decoder? wide;
    private bool isBegun;

    public bool IsText { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> piece)
    {
        if (!IsText || piece.IsEmpty)
            return;
        if (!isBegun)
            (isBegun, wide) = (true, WideEncoding(piece)?.GetDecoder());
        IsText = wide is null ? !piece.ContainsAny(Controls) : !HasWideControls(wide, piece);
    }

    /// <summary>Whether a file that begins like this may be text.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> head)
    {
        var text = new PlainText();
        text.Add(head);
        return text.IsText;
    }

    public static string Decode(ReadOnlySpan<byte> head) => (WideEncoding(head) ?? Encoding.UTF8).GetString(head);

    // With its mark, or as XML in UTF-16 may begin without one (XML 1.0, appendix F).
    private static UnicodeEncoding? WideEncoding(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] or [(byte)'<', 0, _, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
        [0xFE, 0xFF, ..] or [0, (byte)'<', 0, _, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
        _ => null,
    };

    private static bool HasWideControls(Decoder decoder, ReadOnlySpan<byte> piece)
    {
        var letters = ArrayPool<char>.Shared.Rent(decoder.GetCharCount(piece, flush: false) + 1);
        try
        {
            var count = decoder.GetChars(piece, letters, flush: false);
            return letters.AsSpan(0, count).ContainsAny(WideControls);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }
}
