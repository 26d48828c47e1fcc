using System.Text.Json;
using System.Text.Unicode;
using Pathway.Functions.Http;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>
/// Reads CloudEvents 1.0 (https://github.com/cloudevents/spec) of the JSON format in one pass over the body: the contract's
/// attributes and data members alone go on, the rest is dropped and counted where it stands.
/// </summary>
internal static class CloudEventReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <summary>One event: <c>application/cloudevents+json</c>.</summary>
    public static void ReadOne(ReadOnlySpan<byte> body, FactBatch batch)
    {
        if (!JsonBody.TryOpen(ref body, batch))
            return;
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            reader.Read();
            ReadEvent(ref reader, new EventDraft(), batch);
            reader.Read();
        }
        catch (JsonException fault)
        {
            batch.AddFault(0, "", JsonFault.From(fault).Reason);
        }
    }

    /// <summary>A list of events: <c>application/cloudevents-batch+json</c>.</summary>
    public static void ReadMany(ReadOnlySpan<byte> body, FactBatch batch)
    {
        if (!JsonBody.TryOpen(ref body, batch))
            return;
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                batch.AddFault(0, "", "A batch is a list of events; one event alone is application/cloudevents+json.");
                return;
            }

            var draft = new EventDraft { IsInBatch = true };
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (batch.Events == FactBatch.MaxEvents)
                {
                    batch.IsTooLong = true;
                    return;
                }

                ReadEvent(ref reader, draft, batch);
                draft.Clear();
            }

            reader.Read();
        }
        catch (JsonException fault)
        {
            batch.AddFault(batch.Events, "", JsonFault.From(fault).Reason);
        }
    }

    /// <summary>The data of an event whose attributes came as headers, or of one that carries it as base64.</summary>
    public static void ReadData(ReadOnlySpan<byte> body, EventDraft draft, FactBatch batch)
    {
        if (!Utf8.IsValid(body))
        {
            Doubt(draft, JsonBody.Rule);
            return;
        }

        var reader = new Utf8JsonReader(JsonBody.WithoutMark(body), Options);
        try
        {
            reader.Read();
            EventDataReader.Read(ref reader, draft, batch);
            reader.Read();
        }
        catch (JsonException fault)
        {
            Doubt(draft, JsonFault.From(fault).Reason);
        }
    }

    private static void ReadEvent(ref Utf8JsonReader reader, EventDraft draft, FactBatch batch)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            batch.AddFault(draft.Index, draft.Path, "must be an event, an object.");
            reader.Skip();
            batch.Events++;
            return;
        }

        var seen = EventAttribute.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var attribute = AttributeAt(ref reader, out var isBase64);
            if (attribute == EventAttribute.None)
                batch.Dropped.Count(reader.ValueSpan);
            else if ((seen & attribute) != EventAttribute.None)
                batch.AddFault(draft.Index, $"{draft.Path}/{EventAttributes.Name(attribute)}", "is there twice.");
            reader.Read();

            // A null is an attribute that is not there.
            if (attribute != EventAttribute.None && (seen & attribute) == EventAttribute.None
                && reader.TokenType != JsonTokenType.Null)
            {
                seen |= attribute;
                if (attribute == EventAttribute.Data)
                    ReadData(ref reader, draft, batch, isBase64);
                else if (ReadAttribute(ref reader, draft, batch, attribute) is { } reason)
                    batch.AddFault(draft.Index, $"{draft.Path}/{EventAttributes.Name(attribute)}", reason);
            }

            reader.Skip();
        }

        EventFact.Add(draft, seen, batch);
    }

    private static EventAttribute AttributeAt(ref Utf8JsonReader reader, out bool isBase64)
    {
        isBase64 = false;
        if (reader.Is("data"u8))
            return EventAttribute.Data;
        if (reader.Is("id"u8))
            return EventAttribute.Id;
        if (reader.Is("source"u8))
            return EventAttribute.Source;
        if (reader.Is("type"u8))
            return EventAttribute.Type;
        if (reader.Is("time"u8))
            return EventAttribute.Time;
        if (reader.Is("specversion"u8))
            return EventAttribute.SpecVersion;
        if (reader.Is("datacontenttype"u8))
            return EventAttribute.DataContentType;
        isBase64 = reader.Is("data_base64"u8);
        return isBase64 ? EventAttribute.Data : EventAttribute.None;
    }

    private static string? ReadAttribute(
        ref Utf8JsonReader reader, EventDraft draft, FactBatch batch, EventAttribute attribute)
    {
        if (reader.TokenType == JsonTokenType.String
            && !reader.ValueIsEscaped
            && reader.ValueSpan.Length <= EventDraft.MaxIdentity)
            return EventAttributes.Set(draft, batch, attribute, reader.ValueSpan);
        Span<byte> text = stackalloc byte[EventDraft.MaxIdentity];
        return JsonText.TryCopy(ref reader, text, out var length)
            ? EventAttributes.Set(draft, batch, attribute, text[..length])
            : attribute == EventAttribute.Time
                ? EventAttributes.TimeRule
                : $"must be a text of at most {EventDraft.MaxIdentity} bytes.";
    }

    private static void ReadData(ref Utf8JsonReader reader, EventDraft draft, FactBatch batch, bool isBase64)
    {
        byte[] bytes;
        draft.DataMember = isBase64 ? "data_base64" : "data";
        if (!isBase64)
            EventDataReader.Read(ref reader, draft, batch);
        else if (JsonText.Read(ref reader, RawBody.DefaultLimit) is { } text
            && Convert.TryFromBase64String(text, bytes = new byte[text.Length], out var length))
            ReadData(bytes.AsSpan(0, length), draft, batch);
        else
            Doubt(draft, "must be base64.");
    }

    // Data that cannot be read is there all the same.
    private static void Doubt(EventDraft draft, string reason)
    {
        draft.HasData = true;
        draft.Doubts.Add((DataFields.None, draft.DataPath, reason));
    }
}
