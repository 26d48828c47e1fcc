using Microsoft.Net.Http.Headers;

namespace Pathway.Functions.Webhooks.Intake;

internal static class ContentTypes
{
    public static BodyKind KindOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !IsUtf8(type))
            return BodyKind.Unknown;
        var media = type.MediaType;

        // The batch first: the prefix of a single event matches it too.
        if (media.StartsWith("application/cloudevents-batch", StringComparison.OrdinalIgnoreCase))
            return media.Equals("application/cloudevents-batch+json", StringComparison.OrdinalIgnoreCase)
                ? BodyKind.CloudEventBatch
                : BodyKind.Unknown;
        if (media.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase))
            return media.Equals("application/cloudevents+json", StringComparison.OrdinalIgnoreCase)
                ? BodyKind.CloudEvent
                : BodyKind.Unknown;
        return IsJson(type) ? BodyKind.Json : BodyKind.Unknown;
    }

    public static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && IsJson(type) && IsUtf8(type);

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
        || type.Charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
}
