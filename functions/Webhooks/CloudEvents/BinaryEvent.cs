using Microsoft.AspNetCore.Http;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>
/// An event in binary mode: attributes as <c>ce-</c> headers, percent-encoded, and the body is its data.
/// https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/http-protocol-binding.md#313-metadata-headers
/// </summary>
internal static class BinaryEvent
{
    private const string Prefix = "ce-";

    public static bool IsOne(IHeaderDictionary headers) =>
        headers.Keys.Any(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));

    public static void Read(IHeaderDictionary headers, ReadOnlySpan<byte> body, FactBatch batch)
    {
        var (draft, seen) = (new EventDraft(), EventAttribute.None);
        foreach (var (header, values) in headers)
        {
            if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var name = header[Prefix.Length..].ToLowerInvariant();
            var attribute = Find(name);
            if (attribute == EventAttribute.None)
            {
                batch.Dropped.Count(name);
                continue;
            }

            seen |= attribute;
            var reason = values is [{ } value] && TryDecode(value, out var decoded)
                ? EventAttributes.Set(draft, batch, attribute, decoded)
                : $"is not one percent-encoded text of at most {EventDraft.MaxIdentity} bytes.";
            if (reason is not null)
                batch.AddFault(0, "/" + name, reason);
        }

        CloudEventReader.ReadData(body, draft, batch);
        EventFact.Add(draft, seen, batch);
    }

    private static EventAttribute Find(string name) => name switch
    {
        "specversion" => EventAttribute.SpecVersion,
        "id" => EventAttribute.Id,
        "source" => EventAttribute.Source,
        "type" => EventAttribute.Type,
        "time" => EventAttribute.Time,
        _ => EventAttribute.None,
    };

    /// <summary>Decodes once, as the binding says; what was encoded twice stays encoded once.</summary>
    private static bool TryDecode(string value, out byte[] decoded)
    {
        // A value in double quotes is unquoted first.
        var text = value is ['"', .., '"'] && value.Length > 1
            ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal)
                .Replace("\\\\", "\\", StringComparison.Ordinal)
            : value;
        var bytes = new List<byte>(text.Length);
        decoded = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%'
                && i + 2 < text.Length
                && char.IsAsciiHexDigit(text[i + 1])
                && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else if (text[i] < 0x80)
            {
                bytes.Add((byte)text[i]);
            }
            else
            {
                return false;
            }
        }

        decoded = [.. bytes];
        return decoded.Length <= EventDraft.MaxIdentity && System.Text.Unicode.Utf8.IsValid(decoded);
    }
}
