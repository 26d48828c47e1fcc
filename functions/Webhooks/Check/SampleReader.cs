using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Check;

/// <summary>
/// Reads the sample of a request: the call itself, or one described as <c>{"headers":{…},"body":"…"}</c> where the real headers
/// cannot be sent.
/// </summary>
internal static class SampleReader
{
    /// <summary>The sample, or what is wrong with its description.</summary>
    public static (IncomingCall? Sample, Fault? Fault) Read(HttpRequest request, string college, RawBody body)
    {
        var asSent = IncomingCall.From(request, college, body);
        if (ContentTypes.KindOf(request.ContentType) != BodyKind.Json || body.Outcome != BodyOutcome.Read)
            return (asSent, null);
        try
        {
            using var document = JsonInput.Parse(body.Content);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("headers"u8, out var headers)
                ? ReadDescribed(college, root, headers, body.Limit)
                : (asSent, null);
        }
        catch (JsonException fault) when (fault.Message == JsonInput.NotUnicode)
        {
            return (null, JsonFault.From(fault));
        }
        catch (JsonException)
        {
            // No description: the readers of the dialects say what is wrong with it.
            return (asSent, null);
        }
    }

    private static (IncomingCall? Sample, Fault? Fault) ReadDescribed(
        string college, JsonElement description, JsonElement headers, int limit)
    {
        if (headers.ValueKind != JsonValueKind.Object)
            return (null, new Fault("/headers", "must be an object of the call's headers."));
        if (!description.TryGetProperty("body"u8, out var text) || text.ValueKind != JsonValueKind.String)
            return (null, new Fault("/body", "must be the call's body as one text, exactly as it is signed."));
        var described = new HeaderDictionary();
        foreach (var header in headers.EnumerateObject())
        {
            if (header.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
                return (
                    null,
                    new Fault($"/headers/{DroppedFields.SafeName(Encoding.UTF8.GetBytes(header.Name))}", "must be a text."));
            described[header.Name] = header.Value.ToString();
        }

        return (new IncomingCall(college, described, new RawBody(Encoding.UTF8.GetBytes(text.GetString()!), limit)), null);
    }
}
