using System.Net.Http.Headers;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// What a body says it is. JSON is <c>*/json</c> and <c>*/*+json</c>
/// (https://github.com/cloudevents/spec/blob/main/cloudevents/formats/json-format.md#31-handling-of-data), in UTF-8
/// by whichever of its names.
/// </summary>
internal static class ContentTypes
{
    public static BodyKind KindOf(string? contentType)
    {
        if (Parse(contentType) is not { MediaType: { } media } type || !IsUtf8(type))
            return BodyKind.Unknown;

        // The batch first: the prefix of a single event matches it too.
        if (media.StartsWith("application/cloudevents-batch", StringComparison.OrdinalIgnoreCase))
            return media.Equals("application/cloudevents-batch+json", StringComparison.OrdinalIgnoreCase)
                ? BodyKind.CloudEventBatch
                : BodyKind.Unknown;
        if (media.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase))
            return media.Equals("application/cloudevents+json", StringComparison.OrdinalIgnoreCase)
                ? BodyKind.CloudEvent
                : BodyKind.Unknown;
        return IsJsonMedia(media) ? BodyKind.Json : BodyKind.Unknown;
    }

    public static bool IsJson(string? contentType) =>
        Parse(contentType) is { MediaType: { } media } type && IsJsonMedia(media) && IsUtf8(type);

    /// <summary>Whether it is this media type, whatever its parameters.</summary>
    public static bool Is(string? contentType, string mediaType) =>
        string.Equals(Parse(contentType)?.MediaType, mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>A parameter's value without quotes; null when there is none.</summary>
    public static string? Parameter(string? contentType, string name) => Parse(contentType)?.Parameters
        .FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');

    // An empty parameter at the end says nothing.
    private static MediaTypeHeaderValue? Parse(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType?.TrimEnd(' ', ';'), out var type) ? type : null;

    private static bool IsJsonMedia(string media) =>
        media.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        type.CharSet?.Trim('"', '\'', ' ').ToUpperInvariant() is null or ""
            or "UTF-8" or "UTF8" or "UTF_8" or "UNICODE-1-1-UTF-8"
            or "US-ASCII" or "ASCII";
}
