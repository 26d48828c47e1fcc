using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// A message of queue <c>digests</c>: slots of one week, by their rows. Many share a message because they share a
/// partition: one transaction moves them all. <see cref="Until"/> is when a late digest is no longer wanted; null
/// when a person asked for it. <see cref="PutOff"/> counts how often it has waited for Graph,
/// <see cref="PutOffSince"/> says from when on.
/// </summary>
public sealed record DigestWork(
    string Week, IReadOnlyList<string> Slots, DateTimeOffset? Until = null, int PutOff = 0, DateTimeOffset? PutOffSince = null)
{
    /// <summary>An entity group transaction takes 100 rows.</summary>
    public const int MaxSlots = 90;

    /// <summary>How long a digest that a person asked for waits for Graph.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>When waiting for Graph ends.</summary>
    [JsonIgnore]
    public DateTimeOffset? GiveUpAt => Until ?? PutOffSince + Patience;

    public static IEnumerable<DigestWork> For(IsoWeek week, IEnumerable<SlotKey> slots, Instant? until) =>
        slots.Chunk(MaxSlots).Select(
            chunk => new DigestWork(week.ToString(), [.. chunk.Select(slot => slot.Row)], until?.ToDateTimeOffset()));

    /// <summary>The same work for some of its slots.</summary>
    public DigestWork With(IEnumerable<SlotKey> slots) =>
        this with { Slots = [.. slots.Select(slot => slot.Row).Order(StringComparer.Ordinal)] };

    public string Write() => JsonSerializer.Serialize(this, PathwayJson.Plain);

    /// <exception cref="FormatException">The message was not written by <see cref="Write"/>.</exception>
    public static (DigestWork Work, IsoWeek Week, IReadOnlyList<SlotKey> Slots) Read(string message)
    {
        try
        {
            var work = JsonSerializer.Deserialize<DigestWork>(message, PathwayJson.Strict);
            if (work is not null && IsoWeek.TryParse(work.Week, out var week))
                return (work, week, [.. work.Slots.Select(row => SlotKey.TryParse(week, row, out var key)
                    ? key
                    : throw new FormatException("The message names something that is no digest slot."))]);
        }
        catch (JsonException malformed)
        {
            throw new FormatException("The message is no digest work.", malformed);
        }

        throw new FormatException("The message is no digest work.");
    }
}
