using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// One thing one learner did, or several did together. It holds references, never identifiers, so it may be queued and stored.
/// </summary>
/// <param name="Key">From <c>KeyOf</c>: the same event has the same key whenever and however it arrives.</param>
/// <param name="Learners">At least one; none only where nobody can know, as of who follows a college's link.</param>
/// <param name="At">When it happened, or when it arrived if the sender did not say (<see cref="TimeKnown"/>).</param>
public sealed record Fact(
    string Key, FactVerb Verb, FactObject Object, IReadOnlyList<LearnerRef> Learners, DateTimeOffset At)
{
    /// <summary>Bytes of the keyed hash kept in a key: collisions are out of reach.</summary>
    public const int KeyBytes = 20;

    public bool TimeKnown { get; init; } = true;

    /// <summary>0 to 1,440.</summary>
    public int? Minutes { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Rating { get; init; }

    public Enrolment? Enrolment { get; init; }

    /// <summary>
    /// The key of the fact that this one takes back; null for every other verb than <see cref="FactVerb.Voided"/>.
    /// </summary>
    public string? Voids { get; init; }

    /// <summary>Takes back the fact with this key, whether it is there already or still to come.</summary>
    public static Fact Void(string key, DateTimeOffset at) =>
        new(key, FactVerb.Voided, FactObject.Programme, [], at) { Voids = key };

    /// <summary>
    /// The key of an event by its source and id. Both may name a person, so the hash is keyed with the college's own key.
    /// </summary>
    public static string KeyOf(CollegeKeys college, string source, string id)
    {
        var length = Encoding.UTF8.GetMaxByteCount(source.Length + id.Length + 1);
        var bytes = length <= 1024 ? stackalloc byte[1024] : new byte[length];
        var written = Encoding.UTF8.GetBytes(source, bytes);
        bytes[written++] = 0;
        written += Encoding.UTF8.GetBytes(id, bytes[written..]);
        return KeyOf(college, bytes[..written]);
    }

    /// <summary>The key of an event by bytes that tell it from every other.</summary>
    public static string KeyOf(CollegeKeys college, ReadOnlySpan<byte> identity)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(college.FactKey, identity, mac);
        return Base32.Encode(mac[..KeyBytes]);
    }

    /// <summary>
    /// What tells this fact from another with the same key. A time of arrival is no content: the same event comes back later.
    /// </summary>
    public string ContentHash()
    {
        var text = new StringBuilder(256)
            .Append(Verb.Word())
                .Append('|')
                .Append(Object.Kind.Word())
                .Append('|')
                .Append(Object.IsNameless ? Object.Whole : Object.Name)
                .Append('|')
            .Append(Minutes).Append('|').Append(Rating).Append('|').Append(TimeKnown ? At.UtcTicks : 0);
        AppendSorted(text, Learners);
        if (Enrolment is not null)
        {
            text.Append("|enrolment|").Append(Enrolment.YearGroup);
            AppendSorted(text, Enrolment.Aliases);
        }

        return HashId.From(text.ToString(), 15);
    }

    private static void AppendSorted(StringBuilder text, IReadOnlyList<LearnerRef> learners)
    {
        if (learners.Count == 1)
        {
            text.Append('|').Append(learners[0].ToString());
            return;
        }

        foreach (var learner in learners.Select(learner => learner.ToString()).Order(StringComparer.Ordinal))
            text.Append('|').Append(learner);
    }
}
