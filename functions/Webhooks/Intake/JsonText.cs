using System.Text;
using System.Text.Json;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>Strings of a JSON reader without a string: unescaped into a buffer of the caller's.</summary>
internal static class JsonText
{
    // No word looked for is as long, even with every character escaped.
    private const int MaxEscaped = 256;

    /// <summary>
    /// Whether the name or string the reader is at says this. <c>ValueTextEquals</c> throws at half of an escaped surrogate
    /// pair; this says no.
    /// </summary>
    public static bool Is(this ref Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.ValueIsEscaped ? IsEscaped(ref reader, text) : reader.ValueSpan.SequenceEqual(text);

    // Apart from the above, so that the usual case is no call at all.
    private static bool IsEscaped(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        Span<byte> unescaped = stackalloc byte[MaxEscaped];
        return TryCopy(ref reader, unescaped, out var length) && unescaped[..length].SequenceEqual(text);
    }

    /// <summary>
    /// The unescaped UTF-8 of the name or string the reader is at; false when it is longer than the buffer or no Unicode
    /// text.
    /// </summary>
    public static bool TryCopy(ref Utf8JsonReader reader, scoped Span<byte> buffer, out int length)
    {
        length = 0;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)
            || reader.ValueSpan.Length > buffer.Length)
            return false;
        if (!reader.ValueIsEscaped)
        {
            reader.ValueSpan.CopyTo(buffer);
            length = reader.ValueSpan.Length;
            return true;
        }

        try
        {
            length = reader.CopyString(buffer);
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: valid JSON and no text.
            return false;
        }
    }

    /// <summary>
    /// The string the reader is at, or null when it is none, longer than <paramref name="maxBytes"/>, or no Unicode text.
    /// </summary>
    public static string? Read(ref Utf8JsonReader reader, int maxBytes)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > maxBytes)
            return null;
        if (!reader.ValueIsEscaped)
            return Encoding.UTF8.GetString(reader.ValueSpan);
        var buffer = new byte[reader.ValueSpan.Length];
        return TryCopy(ref reader, buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : null;
    }
}
