using System.Text.Unicode;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// What every reader of a body asks first: JSON is UTF-8 (RFC 8259, section 8.1), and the reader of the framework does not
/// look.
/// </summary>
internal static class JsonBody
{
    public const string Rule = "is not UTF-8.";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>
    /// The body without the mark that some tools put before it; a fault when it is not UTF-8: bytes read as one and the same
    /// wrong character would make two learners one.
    /// </summary>
    public static bool TryOpen(ref ReadOnlySpan<byte> body, FactBatch batch)
    {
        if (!Utf8.IsValid(body))
        {
            batch.AddFault(0, "", Rule);
            return false;
        }

        body = WithoutMark(body);
        return true;
    }

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) =>
        body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
}
