using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>
/// Reads a Caliper envelope (1.1 and 1.2, https://www.imsglobal.org/spec/caliper/v1p2): exactly <c>sensor</c>, <c>sendTime</c>,
/// <c>dataVersion</c> and <c>data</c>. Its events are read in the same pass; entities are dropped and counted.
/// </summary>
internal static class EnvelopeReader
{
    private const string Versions = "http://purl.imsglobal.org/ctx/caliper/";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    [Flags]
    private enum Member
    {
        None = 0,
        Sensor = 1,
        SendTime = 2,
        DataVersion = 4,
        Data = 8,
        All = 15,
    }

    public static void Read(ReadOnlySpan<byte> body, FactBatch batch)
    {
        if (!JsonBody.TryOpen(ref body, batch))
            return;
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadEnvelope(ref reader, body, batch);
            else
                batch.AddFault(0, "", "must be an envelope, an object.");
            if (!batch.IsTooLong && batch.Faults.Count == 0)
                reader.Read();
        }
        catch (JsonException fault)
        {
            batch.AddFault(batch.Events, "", JsonFault.From(fault).Reason);
        }
    }

    private static void ReadEnvelope(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, FactBatch batch)
    {
        var seen = Member.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = MemberAt(ref reader);
            if (member == Member.None)
                batch.AddFault(
                    0,
                    "/" + NameAt(ref reader),
                    "is no member of an envelope, which has exactly sensor, sendTime, dataVersion and data.");
            else if ((seen & member) != Member.None)
                batch.AddFault(0, Path(member), "is there twice.");
            seen |= member;
            reader.Read();
            if (member == Member.Data)
                ReadData(ref reader, body, batch);
            else if (ReasonFor(ref reader, member, batch) is { } reason)
                batch.AddFault(0, Path(member), reason);
            if (batch.IsTooLong)
                return;
            reader.Skip();
        }

        for (var missing = Member.All & ~seen; missing != Member.None; missing &= missing - 1)
            batch.AddFault(0, Path(missing & (Member)(-(int)missing)), "is required.");
    }

    // A name that could be somebody's is not said again.
    private static string NameAt(ref Utf8JsonReader reader)
    {
        Span<byte> name = stackalloc byte[DroppedFields.MaxLength];
        return JsonText.TryCopy(ref reader, name, out var length)
            ? DroppedFields.SafeName(name[..length])
            : DroppedFields.Other;
    }

    private static Member MemberAt(ref Utf8JsonReader reader) =>
        reader.Is("data"u8) ? Member.Data
        : reader.Is("sensor"u8) ? Member.Sensor
        : reader.Is("sendTime"u8) ? Member.SendTime
        : reader.Is("dataVersion"u8) ? Member.DataVersion
        : Member.None;

    private static string Path(Member member) => member switch
    {
        Member.Sensor => "/sensor",
        Member.SendTime => "/sendTime",
        Member.DataVersion => "/dataVersion",
        _ => "/data",
    };

    private static string? ReasonFor(ref Utf8JsonReader reader, Member member, FactBatch batch)
    {
        Span<byte> text = stackalloc byte[1_024];
        if (member == Member.None)
            return null;
        if (!JsonText.TryCopy(ref reader, text, out var length) || length == 0)
            return "must be a text.";
        return member switch
        {
            Member.SendTime when Rfc3339.Parse(text[..length]) is null => "must be a time, in UTC with milliseconds.",
            Member.DataVersion when !IsKnownVersion(text[..length]) => $"must be {Versions}v1p1 or {Versions}v1p2.",
            _ => null,
        };
    }

    private static bool IsKnownVersion(ReadOnlySpan<byte> version) =>
        version.SequenceEqual("http://purl.imsglobal.org/ctx/caliper/v1p1"u8)
            || version.SequenceEqual("http://purl.imsglobal.org/ctx/caliper/v1p2"u8);

    private static void ReadData(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, FactBatch batch)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            batch.AddFault(0, "/data", "must be a list.");
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (batch.Events == FactBatch.MaxEvents)
            {
                batch.IsTooLong = true;
                return;
            }

            CaliperEventReader.Read(ref reader, body, batch, batch.Events, $"/data/{batch.Events}");
            batch.Events++;
        }
    }
}
