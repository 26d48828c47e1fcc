using System.Buffers;
using System.Text.Json;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// A delivery as JSON in queue, claim and dead letter: <c>{"college","delivery","dialect","at","dropped",
/// "facts":[{"key","verb","kind","object","learners","at","arrival"?,"minutes"?,"rating"?,"enrolment"?}]}</c>. A message
/// of a larger delivery is <c>{"claim"}</c>. Written and read by hand: this is the hot path.
/// </summary>
public static class FactMessage
{
    private static readonly JsonEncodedText College = JsonEncodedText.Encode("college");
    private static readonly JsonEncodedText Delivery = JsonEncodedText.Encode("delivery");
    private static readonly JsonEncodedText DialectName = JsonEncodedText.Encode("dialect");
    private static readonly JsonEncodedText At = JsonEncodedText.Encode("at");
    private static readonly JsonEncodedText Dropped = JsonEncodedText.Encode("dropped");
    private static readonly JsonEncodedText Facts = JsonEncodedText.Encode("facts");
    private static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");
    private static readonly JsonEncodedText Verb = JsonEncodedText.Encode("verb");
    private static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
    private static readonly JsonEncodedText Object = JsonEncodedText.Encode("object");
    private static readonly JsonEncodedText Learners = JsonEncodedText.Encode("learners");
    private static readonly JsonEncodedText Arrival = JsonEncodedText.Encode("arrival");
    private static readonly JsonEncodedText Minutes = JsonEncodedText.Encode("minutes");
    private static readonly JsonEncodedText Rating = JsonEncodedText.Encode("rating");
    private static readonly JsonEncodedText EnrolmentName = JsonEncodedText.Encode("enrolment");
    private static readonly JsonEncodedText Aliases = JsonEncodedText.Encode("aliases");
    private static readonly JsonEncodedText YearGroup = JsonEncodedText.Encode("yearGroup");
    private static readonly JsonEncodedText Claim = JsonEncodedText.Encode("claim");

    public static ReadOnlyMemory<byte> Write(FactDelivery delivery)
    {
        // A fact of one learner takes about 250 bytes; the writer wants 4 KiB free to the end.
        var buffer = new ArrayBufferWriter<byte>(4096 + (delivery.Facts.Count * 288));

        // Everything written is base32, a slug, a number or an address that was made canonical: nothing to check again.
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartObject();
        writer.WriteString(College, delivery.College.ToString());
        writer.WriteString(Delivery, delivery.Id);
        writer.WriteString(DialectName, delivery.Dialect.Word());
        writer.WriteString(At, delivery.At);
        if (delivery.Dropped.Count > 0)
        {
            writer.WriteStartObject(Dropped);
            foreach (var (name, count) in delivery.Dropped)
                writer.WriteNumber(name, count);
            writer.WriteEndObject();
        }

        writer.WriteStartArray(Facts);
        foreach (var fact in delivery.Facts)
            WriteFact(writer, fact);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> WriteClaim(string claim) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { [Claim.Value] = claim });

    /// <exception cref="FormatException">The message is none of <see cref="Write"/> or <see cref="WriteClaim"/>.</exception>
    public static string? ReadClaim(string message)
    {
        if (!message.StartsWith("""{"claim":""", StringComparison.Ordinal))
            return null;
        using var document = Parse(System.Text.Encoding.UTF8.GetBytes(message));
        return document.RootElement.TryGetProperty(Claim.EncodedUtf8Bytes, out var claim) && claim.ValueKind == JsonValueKind.String
            ? claim.GetString()
            : throw new FormatException("The message names no claim.");
    }

    /// <summary><see cref="ReadClaim"/> for who only looks: null too for a message that cannot be read.</summary>
    public static string? TryReadClaim(string message)
    {
        try
        {
            return ReadClaim(message);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <exception cref="FormatException">The message was not written by <see cref="Write"/>.</exception>
    public static FactDelivery Read(ReadOnlyMemory<byte> message)
    {
        using var document = Parse(message);
        try
        {
            var root = document.RootElement;
            return new FactDelivery(
                CollegeId.Parse(Text(root, College)),
                Text(root, Delivery),
                EngagementWords.ParseDialect(Text(root, DialectName)),
                Instant(root),
                [.. root.GetProperty(Facts.EncodedUtf8Bytes).EnumerateArray().Select(ReadFact)])
            {
                Dropped = root.TryGetProperty(Dropped.EncodedUtf8Bytes, out var dropped)
                    ? dropped.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetInt32(), StringComparer.Ordinal)
                    : System.Collections.Frozen.FrozenDictionary<string, int>.Empty,
            };
        }
        catch (Exception malformed) when (malformed is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The message is not a delivery of facts.", malformed);
        }
    }

    private static void WriteFact(Utf8JsonWriter writer, Fact fact)
    {
        writer.WriteStartObject();
        writer.WriteString(Key, fact.Key);
        writer.WriteString(Verb, fact.Verb.Word());
        writer.WriteString(Kind, fact.Object.Kind.Word());
        writer.WriteString(Object, fact.Object.Name);
        WriteReferences(writer, Learners, fact.Learners);
        writer.WriteString(At, fact.At);
        if (!fact.TimeKnown)
            writer.WriteBoolean(Arrival, true);
        if (fact.Minutes is { } minutes)
            writer.WriteNumber(Minutes, minutes);
        if (fact.Rating is { } rating)
            writer.WriteNumber(Rating, rating);
        if (fact.Enrolment is { } enrolment)
        {
            writer.WriteStartObject(EnrolmentName);
            WriteReferences(writer, Aliases, enrolment.Aliases);
            if (enrolment.YearGroup is { } yearGroup)
                writer.WriteNumber(YearGroup, yearGroup);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteReferences(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<LearnerRef> references)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < references.Count; i++)
            writer.WriteStringValue(references[i].ToString());
        writer.WriteEndArray();
    }

    private static Fact ReadFact(JsonElement fact) => new(
        Text(fact, Key),
        EngagementWords.ParseVerb(Text(fact, Verb)),
        new FactObject(EngagementWords.ParseKind(Text(fact, Kind)), Text(fact, Object)),
        ReadReferences(fact, Learners),
        Instant(fact))
    {
        TimeKnown = !fact.TryGetProperty(Arrival.EncodedUtf8Bytes, out _),
        Minutes = fact.TryGetProperty(Minutes.EncodedUtf8Bytes, out var minutes) ? minutes.GetInt32() : null,
        Rating = fact.TryGetProperty(Rating.EncodedUtf8Bytes, out var rating) ? rating.GetInt32() : null,
        Enrolment = fact.TryGetProperty(EnrolmentName.EncodedUtf8Bytes, out var enrolment)
            ? new Enrolment(ReadReferences(enrolment, Aliases), enrolment.TryGetProperty(YearGroup.EncodedUtf8Bytes, out var yearGroup) ? yearGroup.GetInt32() : null)
            : null,
    };

    private static LearnerRef[] ReadReferences(JsonElement element, JsonEncodedText name) =>
        [.. element.GetProperty(name.EncodedUtf8Bytes).EnumerateArray().Select(text =>
            LearnerRef.TryParse(text.GetString(), out var reference) ? reference : throw new FormatException("The message holds something that is no learner reference."))];

    private static string Text(JsonElement element, JsonEncodedText name) =>
        element.GetProperty(name.EncodedUtf8Bytes).GetString() ?? throw new FormatException("The message lacks a text.");

    private static DateTimeOffset Instant(JsonElement element) => element.GetProperty(At.EncodedUtf8Bytes).GetDateTimeOffset();

    private static JsonDocument Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            return JsonDocument.Parse(message);
        }
        catch (JsonException malformed)
        {
            throw new FormatException("The message is not JSON.", malformed);
        }
    }
}
