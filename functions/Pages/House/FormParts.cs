using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>The parts of a form as <c>multipart/form-data</c> (RFC 7578) carries it.</summary>
internal static class FormParts
{
    // RFC 2046, 5.1.1; a longer one does not fit the reader's buffer.
    private const int LongestBoundary = 70;

    /// <exception cref="InvalidDataException">The boundary is none.</exception>
    public static MultipartReader Open(StringSegment boundary, Stream body) =>
        HeaderUtilities.RemoveQuotes(boundary) is { Length: > 0 and <= LongestBoundary } bare
            ? new MultipartReader(bare.ToString(), body)
            : throw new InvalidDataException("The boundary is none.");

    /// <summary>What a reader of a form throws where it is none; a body that breaks off on its way is another's business.</summary>
    public static bool IsMalformed(Exception fault) =>
        fault is InvalidDataException or FormatException or (IOException and not CutBodyException);
}
