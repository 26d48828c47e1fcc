using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

internal static class EventAttributes
{
    public const string TimeRule = "must be a time of RFC 3339 with its offset, since 2000 and not after tomorrow.";

    /// <summary>The attribute's name as it is written in JSON and, behind <c>ce-</c>, in headers.</summary>
    public static string Name(EventAttribute attribute) => attribute.ToString().ToLowerInvariant();

    /// <summary>Takes an attribute's value, UTF-8; answers with what is wrong with it.</summary>
    public static string? Set(EventDraft draft, FactBatch batch, EventAttribute attribute, ReadOnlySpan<byte> value)
    {
        switch (attribute)
        {
            case EventAttribute.SpecVersion:
                return value.SequenceEqual("1.0"u8) ? null : "must be \"1.0\".";
            case EventAttribute.Id:
                value.CopyTo(draft.IdBuffer);
                draft.IdLength = value.Length;
                return value.IsEmpty ? "must not be empty." : null;
            case EventAttribute.Source:
                value.CopyTo(draft.SourceBuffer);
                draft.SourceLength = value.Length;
                return value.IsEmpty ? "must not be empty." : null;
            case EventAttribute.Type:
                return (draft.Type = EventType.Find(value)) is null
                    ? "is not a type of the programme's; docs/integrate.md lists them."
                    : null;
            case EventAttribute.Time:
                return (draft.Time = Rfc3339.ParsePlausible(value, batch.Arrival)) is null ? TimeRule : null;
            case EventAttribute.DataContentType:
                return value.SequenceEqual("application/json"u8)
                    || ContentTypes.IsJson(System.Text.Encoding.UTF8.GetString(value))
                    ? null
                    : "must be JSON in UTF-8: application/json, or another type that ends in /json or +json.";
            default:
                return null;
        }
    }
}
