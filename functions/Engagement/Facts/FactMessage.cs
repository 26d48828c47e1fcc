using System.Text.Json;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// A delivery as JSON in queue, claim and dead letter: <c>{"college","delivery","dialect","at","dropped",
/// "facts":[{"key","verb","kind","object","whole"?,"voids"?,"learners","at","arrival"?,"minutes"?,"rating"?,"enrolment"?}]}</c>.
/// A message of a larger delivery is <c>{"claim"}</c>. Written and read by hand: this is the hot path.
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
    private static readonly JsonEncodedText Whole = JsonEncodedText.Encode("whole");
    private static readonly JsonEncodedText Voids = JsonEncodedText.Encode("voids");
    private static readonly JsonEncodedText Claim = JsonEncodedText.Encode("claim");

    /// <summary>The message, whose bytes the caller gives back by disposing of it.</summary>
    public static MessageBytes Write(FactDelivery delivery) => FactMessageWriter.Write(delivery);

    public static string WriteClaim(string claim) =>
        JsonSerializer.Serialize(
            new Dictionary<string, string>(StringComparer.Ordinal) { [Claim.Value] = claim });

    /// <exception cref="FormatException">The message is none of <see cref="Write"/> or <see cref="WriteClaim"/>.</exception>
    public static string? ReadClaim(string message)
    {
        if (!message.StartsWith("""{"claim":""", StringComparison.Ordinal))
            return null;
        using var document = Parse(System.Text.Encoding.UTF8.GetBytes(message));
        return document.RootElement.TryGetProperty(Claim.EncodedUtf8Bytes, out var claim)
            && claim.ValueKind == JsonValueKind.String
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

    /// <summary>Whose a message is, without reading its facts; null for one that cannot be read.</summary>
    public static CollegeId? TryReadCollege(string message)
    {
        try
        {
            if (ReadClaim(message) is { } claim)
                return CollegeId.TryParse(claim.Split('/')[0], out var claimant) ? claimant : null;
            using var document = JsonDocument.Parse(message);
            return CollegeId.TryParse(
                document.RootElement.GetProperty(College.EncodedUtf8Bytes).GetString(), out var college)
                ? college
                : null;
        }
        catch (Exception unreadable) when (
            unreadable is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A message nobody can read belongs to nobody; the dead letters show it.
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
                    ? dropped.EnumerateObject().ToDictionary(
                        field => field.Name, field => field.Value.GetInt32(), StringComparer.Ordinal)
                    : System.Collections.Frozen.FrozenDictionary<string, int>.Empty,
            };
        }
        catch (Exception malformed) when (malformed is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The message is not a delivery of facts.", malformed);
        }
    }

    private static Fact ReadFact(JsonElement fact) => new(
        Text(fact, Key),
        EngagementWords.ParseVerb(Text(fact, Verb)),
        new FactObject(EngagementWords.ParseKind(Text(fact, Kind)), Text(fact, Object))
        {
            Whole = fact.TryGetProperty(Whole.EncodedUtf8Bytes, out var whole) ? whole.GetString() : null,
        },
        ReadReferences(fact, Learners),
        Instant(fact))
    {
        TimeKnown = !fact.TryGetProperty(Arrival.EncodedUtf8Bytes, out _),
        Minutes = fact.TryGetProperty(Minutes.EncodedUtf8Bytes, out var minutes) ? minutes.GetInt32() : null,
        Rating = fact.TryGetProperty(Rating.EncodedUtf8Bytes, out var rating) ? rating.GetInt32() : null,
        Voids = fact.TryGetProperty(Voids.EncodedUtf8Bytes, out var voids) ? voids.GetString() : null,
        Enrolment = fact.TryGetProperty(EnrolmentName.EncodedUtf8Bytes, out var enrolment)
            ? new Enrolment(
                ReadReferences(enrolment, Aliases),
                enrolment.TryGetProperty(YearGroup.EncodedUtf8Bytes, out var yearGroup) ? yearGroup.GetInt32() : null)
            : null,
    };

    private static LearnerRef[] ReadReferences(JsonElement element, JsonEncodedText name) =>
        [.. element.GetProperty(name.EncodedUtf8Bytes).EnumerateArray().Select(text =>
            LearnerRef.TryParse(text.GetString(), out var reference)
                ? reference
                : throw new FormatException("The message holds something that is no learner reference."))];

    private static string Text(JsonElement element, JsonEncodedText name) =>
        element.GetProperty(name.EncodedUtf8Bytes).GetString()
            ?? throw new FormatException("The message lacks a text.");

    private static DateTimeOffset Instant(JsonElement element) =>
        element.GetProperty(At.EncodedUtf8Bytes).GetDateTimeOffset();

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
