using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>A week's ledger as the management API shows it.</summary>
public sealed record DigestWeekView(string Week, IReadOnlyList<DigestSlotView> Slots)
{
    public static DigestWeekView From(IsoWeek week, IEnumerable<DigestSlot> slots) => new(
        week.ToString(),
        [
            .. slots.OrderBy(slot => slot.Key.Subject, StringComparer.Ordinal)
                .ThenBy(slot => slot.Key.Resend)
                .Select(slot => new DigestSlotView(
                    slot.Key.Subject,
                    slot.Key.Resend,
                    slot.State,
                    slot.SentAt,
                    slot.Request?.Reason,
                    slot.Request?.By,
                    slot.Request?.At)),
        ]);
}
