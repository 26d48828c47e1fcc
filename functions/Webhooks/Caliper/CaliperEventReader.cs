using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>
/// Reads one event of an envelope: who, did, what, when. An entity that is only described is no event.
/// </summary>
internal static class CaliperEventReader
{
    private const string Source = "urn:pathway:caliper";

    // Who must not be known: https://www.imsglobal.org/spec/caliper/v1p2#anonymous-entities
    private const string Anonymous = "http://purl.imsglobal.org/caliper/Person";

    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, FactBatch batch, int index, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            batch.AddFault(index, path, "must be an event or an entity, an object.");
            reader.Skip();
            return;
        }

        var (draft, start) = (new CaliperDraft(), (int)reader.TokenStartIndex);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            ReadMember(ref reader, draft, batch, index, path);
        draft.Raw = start..(int)reader.BytesConsumed;
        Finish(draft, body, batch);
    }

    private static void ReadMember(
        ref Utf8JsonReader reader, CaliperDraft draft, FactBatch batch, int index, string path)
    {
        if (reader.Is("id"u8))
            draft.Id = Text(ref reader, 1_024);
        else if (reader.Is("type"u8))
            draft.Type = Text(ref reader, 64);
        else if (reader.Is("action"u8))
            draft.Action = Text(ref reader, 64);
        else if (reader.Is("actor"u8))
            draft.Actor = EntityReader.Read(ref reader);
        else if (reader.Is("object"u8))
            draft.Object = EntityReader.Read(ref reader);
        else if (reader.Is("membership"u8))
            draft.IsStaff = EntityReader.ReadIsStaff(ref reader);
        else if (reader.Is("generated"u8))
            draft.Rating = EntityReader.ReadRating(ref reader);
        else if (reader.Is("eventTime"u8))
            ReadTime(ref reader, draft, batch, index, path);
        else
            Drop(ref reader, batch);
    }

    private static void Drop(ref Utf8JsonReader reader, FactBatch batch)
    {
        // Every event has one; it is the format, not something a sender said.
        if (!reader.Is("@context"u8))
            batch.Dropped.Count(reader.ValueSpan);
        reader.Read();
        reader.Skip();
    }

    private static string? Text(ref Utf8JsonReader reader, int maxBytes)
    {
        reader.Read();
        var text = JsonText.Read(ref reader, maxBytes);
        reader.Skip();
        return text;
    }

    private static void ReadTime(ref Utf8JsonReader reader, CaliperDraft draft, FactBatch batch, int index, string path)
    {
        Span<byte> text = stackalloc byte[64];
        reader.Read();
        if (JsonText.TryCopy(ref reader, text, out var length)
            && Rfc3339.ParsePlausible(text[..length], batch.Arrival) is { } time)
            draft.Time = time;
        else
            batch.AddFault(
                index, path + "/eventTime", "must be a time with its offset, since 2000 and not after tomorrow.");
        reader.Skip();
    }

    private static void Finish(CaliperDraft draft, ReadOnlySpan<byte> body, FactBatch batch)
    {
        if (batch.Faults.Count > 0)
            return;
        if (CaliperActions.Find(draft.Type, draft.Action) is not { } verb)
            batch.Dropped.Count(draft.Action ?? draft.Type ?? "");
        else if (draft.Actor?.Id is null or Anonymous || draft.Actor.Type is not (null or "Person") || draft.IsStaff)
            batch.Dropped.Count("actor");
        else if (verb == FactVerb.Rated && draft.Rating is null)
            batch.Dropped.Count("generated");
        else if (batch.College.Addresses.Read(draft.Object?.Work()?.Id) is not { } address)
            batch.Dropped.Count("object");
        else
            Add(FactOf(draft, body, batch, verb, FactObject.At(address)), batch);
    }

    private static void Add(Fact fact, FactBatch batch)
    {
        if (fact.Object.IsNameless)
            batch.Nameless.Count("object");
        batch.Facts.Add(fact);
    }

    private static Fact FactOf(
        CaliperDraft draft, ReadOnlySpan<byte> body, FactBatch batch, FactVerb verb, FactObject about)
    {
        var id = draft.Id ?? batch.DeriveId(body[draft.Raw], hasTime: draft.Time is not null).ToString("D");
        return new Fact(
            Fact.KeyOf(batch.College, Source, id),
            verb,
            about,
            [batch.College.Reference(draft.Actor!.Id!)],
            draft.Time ?? batch.Arrival)
        {
            TimeKnown = draft.Time is not null,
            Rating = verb == FactVerb.Rated ? draft.Rating : null,
        };
    }

    private sealed class CaliperDraft
    {
        public string? Id { get; set; }

        public string? Type { get; set; }

        public string? Action { get; set; }

        public CaliperEntity? Actor { get; set; }

        public CaliperEntity? Object { get; set; }

        public bool IsStaff { get; set; }

        public int? Rating { get; set; }

        public DateTimeOffset? Time { get; set; }

        public Range Raw { get; set; }
    }
}
