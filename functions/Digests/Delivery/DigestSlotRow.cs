using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>A slot as a row of table DigestSlots.</summary>
internal static class DigestSlotRow
{
    public static TableEntity Write(DigestSlot slot) => new(slot.Key.Week.ToString(), slot.Key.Row)
    {
        ["State"] = slot.State.ToString(),
        ["LeaseMessage"] = slot.Lease?.Message,
        ["LeaseAttempt"] = slot.Lease?.Attempt,
        ["LeaseHolder"] = slot.Lease?.Holder,
        ["LeaseUntil"] = slot.Lease?.Until,
        ["NextTry"] = slot.NextTry,
        ["MessageId"] = slot.MessageId,
        ["Mailbox"] = slot.Mailbox?.Address,
        ["Recipients"] = slot.Recipients,
        ["SentAt"] = slot.SentAt,
        ["Week"] = slot.Week is null ? null : JsonSerializer.Serialize(slot.Week, PathwayJson.Plain),
        ["Reason"] = slot.Request?.Reason,
        ["RequestedBy"] = slot.Request?.By,
        ["RequestedAt"] = slot.Request?.At,
    };

    /// <summary>The slot, or null where the row's name is none of ours.</summary>
    /// <param name="first">The mailbox of what was written when there was one.</param>
    public static DigestSlot? Read(IsoWeek week, TableEntity row, Mailbox first) =>
        Read(week, row) is { } slot
            ? slot is { Mailbox: null } and ({ MessageId: not null } or { State: SlotState.Claimed })
                ? slot with { Mailbox = first }
                : slot
            : null;

    private static DigestSlot? Read(IsoWeek week, TableEntity row) =>
        SlotKey.TryParse(week, row.RowKey, out var key)
            && Enum.TryParse<SlotState>(row.GetString("State"), out var state)
            ? new DigestSlot(key, state)
            {
                Lease = row.GetString("LeaseHolder") is { } holder
                    ? new DigestLease(
                        row.GetString("LeaseMessage") ?? "",
                        row.GetInt64("LeaseAttempt") ?? 0,
                        holder,
                        row.GetDateTimeOffset("LeaseUntil") ?? default)
                    : null,
                NextTry = row.GetDateTimeOffset("NextTry"),
                MessageId = row.GetString("MessageId"),
                Mailbox = row.GetString("Mailbox") is { } address ? Mailbox.Parse(address) : null,
                Recipients = row.GetInt32("Recipients") ?? 1,
                SentAt = row.GetDateTimeOffset("SentAt"),
                Week = row.GetString("Week") is { } json
                    ? JsonSerializer.Deserialize<CollegeWeek>(json, PathwayJson.Plain)
                    : null,
                Request = row.GetString("Reason") is { } reason
                    ? new ResendRequest(
                        reason, row.GetString("RequestedBy") ?? "", row.GetDateTimeOffset("RequestedAt") ?? default)
                    : null,
                ETag = row.ETag,
            }
            : null;
}
