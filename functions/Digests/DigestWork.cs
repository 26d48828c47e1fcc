using System.Text.Json;
using NodaTime;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests;

/// <summary>
/// A message of queue <c>digests</c>: slots of one week, by their rows. Many share a message because they share a partition: one
/// transaction moves them all. <see cref="Until"/> is when a late digest is no longer wanted; null when a person asked for it.
/// </summary>
public sealed record DigestWork(string Week, IReadOnlyList<string> Slots, DateTimeOffset? Until = null)
{
    /// <summary>An entity group transaction takes 100 rows.</summary>
    public const int MaxSlots = 90;

    public static IEnumerable<DigestWork> For(IsoWeek week, IEnumerable<SlotKey> slots, Instant? until) =>
        slots.Chunk(MaxSlots).Select(chunk => new DigestWork(week.ToString(), [.. chunk.Select(slot => slot.Row)], until?.ToDateTimeOffset()));

    public string Write() => JsonSerializer.Serialize(this, PathwayJson.Plain);

    /// <exception cref="FormatException">The message was not written by <see cref="Write"/>.</exception>
    public static (IsoWeek Week, IReadOnlyList<SlotKey> Slots, DateTimeOffset? Until) Read(string message)
    {
        try
        {
            var work = JsonSerializer.Deserialize<DigestWork>(message, PathwayJson.Strict);
            if (work is not null && IsoWeek.TryParse(work.Week, out var week))
                return (week, [.. work.Slots.Select(row => SlotKey.TryParse(week, row, out var key) ? key : throw new FormatException("The message names something that is no digest slot."))], work.Until);
        }
        catch (JsonException malformed)
        {
            throw new FormatException("The message is no digest work.", malformed);
        }

        throw new FormatException("The message is no digest work.");
    }
}
