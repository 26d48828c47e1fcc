using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Webhooks;

/// <summary>A call as a college's system would send it.</summary>
public sealed record Sample(IHeaderDictionary Headers, RawBody Body)
{
    public string? ContentType => Headers.ContentType;
}

/// <summary>Reads the sample of a request: the call itself, or one described as <c>{"headers":{…},"body":"…"}</c> where the real headers cannot be sent.</summary>
internal static class SampleReader
{
    public static Sample Read(HttpRequest request, RawBody body)
    {
        if (ContentTypes.KindOf(request.ContentType) != BodyKind.Json || body.Outcome != BodyOutcome.Read)
            return new Sample(request.Headers, body);
        try
        {
            using var document = JsonDocument.Parse(body.Content);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("headers"u8, out var headers) && headers.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("body"u8, out var text) && text.ValueKind == JsonValueKind.String)
                return Described(headers, Encoding.UTF8.GetBytes(text.GetString()!));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // No description: the readers of the dialects say what is wrong with it.
        }

        return new Sample(request.Headers, body);
    }

    private static Sample Described(JsonElement headers, byte[] body)
    {
        var described = new HeaderDictionary();
        foreach (var header in headers.EnumerateObject().Where(header => header.Value.ValueKind == JsonValueKind.String))
            described[header.Name] = header.Value.GetString();
        return new Sample(described, new RawBody(BodyOutcome.Read, body, body));
    }
}
