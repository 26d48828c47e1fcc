using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Pathway.Functions.Resources.Ingest;

/// <summary>Follows a file piece by piece and says whether it is text all through: valid UTF-8 without control characters.</summary>
internal sealed class Utf8Text
{
    // All but tab, line feed, form feed and carriage return.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, .. Enumerable.Range(14, 18).Select(code => (byte)code), 127]);

    private readonly byte[] cut = new byte[4];
    private int cutLength;

    public bool IsTextSoFar { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> piece)
    {
        if (!IsTextSoFar || piece.IsEmpty)
            return;
        IsTextSoFar = !piece.ContainsAny(Controls);

        // A character may lie across two pieces.
        while (cutLength > 0 && !piece.IsEmpty && IsTextSoFar)
        {
            cut[cutLength++] = piece[0];
            piece = piece[1..];
            if (Utf8.IsValid(cut.AsSpan(0, cutLength)))
                cutLength = 0;
            else if (cutLength == 4)
                IsTextSoFar = false;
        }

        if (!IsTextSoFar)
            return;
        var whole = piece.Length - Incomplete(piece);
        IsTextSoFar = Utf8.IsValid(piece[..whole]);
        piece[whole..].CopyTo(cut.AsSpan(cutLength));
        cutLength += piece.Length - whole;
    }

    /// <summary>The file has ended: no character may be left in halves.</summary>
    public bool IsText => IsTextSoFar && cutLength == 0;

    /// <summary>Whether a file that begins like this may be text.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> head)
    {
        var text = new Utf8Text();
        text.Add(head);
        return text.IsTextSoFar;
    }

    /// <summary>How many bytes at the end begin a character that goes on.</summary>
    private static int Incomplete(ReadOnlySpan<byte> piece)
    {
        for (var back = 1; back <= Math.Min(3, piece.Length); back++)
        {
            if (Rune.DecodeFromUtf8(piece[^back..], out _, out _) == OperationStatus.NeedMoreData)
                return back;
            if ((piece[^back] & 0xC0) != 0x80)
                return 0;
        }

        return 0;
    }
}
