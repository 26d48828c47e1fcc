using System.Text;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>
/// Statements with attachments, <c>multipart/mixed</c> (RFC 2046): the first part is the statements. The attachments'
/// content is nothing the programme wants, so what follows is not looked at.
/// https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md#2411-attachments
/// </summary>
internal static class MixedParts
{
    public const string MediaType = "multipart/mixed";

    private const int MaxBoundary = 70;

    /// <summary>Where in the body the statements stand; null when they are not where they must be.</summary>
    public static Range? FindStatements(string? contentType, ReadOnlySpan<byte> body)
    {
        if (ContentTypes.Parameter(contentType, "boundary") is not { Length: > 0 and <= MaxBoundary } boundary)
            return null;
        var line = Encoding.ASCII.GetBytes("--" + boundary);
        var start = IndexOfLine(body, line, 0);
        if (start < 0
            || LineEnd(body, start + line.Length) is not { } headers
            || HeadersEnd(body, headers, out var type) is not { } content)
            return null;
        var end = IndexOfLine(body, line, content);
        if (end < 0 || !ContentTypes.IsJson(type))
            return null;

        // The line break before a boundary is the boundary's.
        end -= end > content && body[end - 1] == '\n' ? 1 : 0;
        end -= end > content && body[end - 1] == '\r' ? 1 : 0;
        return content..end;
    }

    private static int IndexOfLine(ReadOnlySpan<byte> body, ReadOnlySpan<byte> line, int from)
    {
        for (var at = from; at <= body.Length - line.Length; at++)
        {
            var found = body[at..].IndexOf(line);
            if (found < 0)
                return -1;
            at += found;
            if (at == 0 || body[at - 1] == '\n')
                return at;
        }

        return -1;
    }

    private static int? LineEnd(ReadOnlySpan<byte> body, int from)
    {
        var found = body[from..].IndexOf((byte)'\n');
        return found < 0 ? null : from + found + 1;
    }

    private static int? HeadersEnd(ReadOnlySpan<byte> body, int from, out string? contentType)
    {
        contentType = null;
        while (LineEnd(body, from) is { } next)
        {
            var header = Encoding.ASCII.GetString(body[from..next]).Trim();
            from = next;
            if (header.Length == 0)
                return from;
            if (header.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase))
                contentType = header["Content-Type:".Length..].Trim();
        }

        return null;
    }
}
