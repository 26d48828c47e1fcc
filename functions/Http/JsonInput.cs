using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Pathway.Functions.Http;

/// <summary>
/// The one way from bytes that somebody sent to JSON. The framework's reader takes bytes that are no UTF-8 and half
/// of a surrogate pair, and throws at whoever asks for that text later: both are found here, so that a string that
/// was read is a string.
/// </summary>
public static class JsonInput
{
    internal const string NotUtf8 = "The body is not UTF-8.";
    internal const string NotUnicode = "A text is half of a surrogate pair.";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>The document; of members that are there twice it has the last.</summary>
    /// <exception cref="JsonException">It is no JSON, or holds what is no Unicode text.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body) => JsonDocument.Parse(Checked(body));

    /// <exception cref="JsonException">It is no JSON, holds what is no Unicode text, or is not a
    /// <typeparamref name="T"/>.</exception>
    public static T? Deserialise<T>(ReadOnlyMemory<byte> body, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T>(Checked(body).Span, options);

    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
        if (!Utf8.IsValid(body.Span))
            throw new JsonException(NotUtf8, path: "$", lineNumber: null, bytePositionInLine: null);

        // Only an escape can hide half of a pair in valid UTF-8.
        if (body.Span.IndexOf("\\u"u8) >= 0)
            CheckTexts(body.Span);
        return body;
    }

    private static void CheckTexts(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException half)
            {
                throw new JsonException(NotUnicode, PathTo(body, reader.TokenStartIndex), null, null, half);
            }
        }
    }

    // Read a second time, for only a fault needs it: what stands around the token, as the framework writes paths.
    private static string PathTo(ReadOnlySpan<byte> body, long token)
    {
        var reader = new Utf8JsonReader(body);
        var steps = new Stack<(string? Member, int Index)>();
        while (reader.Read() && reader.TokenStartIndex < token)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    steps.Pop();
                    steps.Push((reader.GetString(), 0));
                    break;
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    steps.Push((reader.TokenType == JsonTokenType.StartObject ? "" : null, 0));
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    steps.Pop();
                    Next(steps);
                    break;
                default:
                    Next(steps);
                    break;
            }
        }

        return "$" + string.Concat(steps.Reverse().Select(step => step switch
        {
            (null, var index) => string.Create(CultureInfo.InvariantCulture, $"[{index}]"),
            ("", _) => "",
            var (member, _) => $"['{member}']",
        }));
    }

    private static void Next(Stack<(string? Member, int Index)> steps)
    {
        if (steps.TryPop(out var step))
            steps.Push((step.Member, step.Index + 1));
    }
}
