using Azure.Data.Tables;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// The slots of a week, all in one partition, so that many move in one entity group transaction. Every write carries
/// the ETag it was based on: of two runs at the same slot one goes on, and the other learns it before it has sent
/// anything.
/// </summary>
public sealed class DigestSlotTable(PathwayStorage storage, Mailboxes mailboxes)
{
    private readonly TableClient table = storage.Table(StorageTable.DigestSlots);

    /// <summary>The week's slots by row.</summary>
    public async Task<IReadOnlyDictionary<string, DigestSlot>> ReadAsync(
        IsoWeek week, CancellationToken cancellationToken)
    {
        var slots = new Dictionary<string, DigestSlot>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {week.ToString()}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (DigestSlotRow.Read(week, row, mailboxes.First) is { } slot)
                slots[slot.Key.Row] = slot;
        }

        return slots;
    }

    /// <summary>
    /// Takes the slots that are not sent and that nobody else holds. Each comes back as it was before, with our
    /// lease. What somebody else holds is theirs to finish: the queue hands their message out again until it is done
    /// or a dead letter.
    /// </summary>
    public async Task<DigestClaim> ClaimAsync(
        IsoWeek week, IReadOnlyCollection<SlotKey> keys, DigestLease lease, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slots = await ReadAsync(week, cancellationToken);
        var free = keys.Select(key => slots.GetValueOrDefault(key.Row) ?? new DigestSlot(key, SlotState.Waiting))
            .Where(slot => slot.State != SlotState.Sent && (slot.Lease is null || slot.Lease.GivesWayTo(lease, now)))
            .ToList();
        var before = free.ToDictionary(slot => slot.Key);
        var written = await WriteAsync(week, [.. free.Select(slot => slot with
        {
            State = slot.MessageId is null ? SlotState.Claimed : SlotState.Drafted,
            Mailbox = slot.Mailbox ?? mailboxes.For(slot.Key.Subject),
            Lease = lease,
            NextTry = null,
        })], cancellationToken);
        return new DigestClaim(
            [.. written.Select(slot => before[slot.Key] with { Mailbox = slot.Mailbox, Lease = lease, NextTry = null, ETag = slot.ETag })],
            slots);
    }

    /// <summary>
    /// Writes the slots in one transaction. Those that somebody else has changed since are left out and do not come
    /// back; a write whose answer was lost is recognised as our own.
    /// </summary>
    public async Task<IReadOnlyList<DigestSlot>> WriteAsync(
        IsoWeek week, IReadOnlyList<DigestSlot> slots, CancellationToken cancellationToken)
    {
        var written = new List<DigestSlot>();
        var pending = slots;
        while (pending.Count > 0)
        {
            try
            {
                var answers = (await table.SubmitTransactionAsync(pending.Select(Action), cancellationToken)).Value;
                return
                [
                    .. written,
                    .. pending.Zip(answers, (slot, answer) => slot with { ETag = answer.Headers.ETag!.Value }),
                ];
            }
            catch (TableTransactionFailedException conflict) when (conflict.Status is 404 or 409 or 412)
            {
                var current = await ReadAsync(week, cancellationToken);
                var ours = pending.Where(
                    slot => current.TryGetValue(slot.Key.Row, out var now) && now.IsSameWriteAs(slot));
                written.AddRange(ours.Select(slot => slot with { ETag = current[slot.Key.Row].ETag }));
                pending =
                [
                    .. pending.Where(slot => (current.GetValueOrDefault(slot.Key.Row)?.ETag ?? default) == slot.ETag),
                ];
            }
        }

        return written;
    }

    /// <summary>
    /// Gives back what this holder has and has not finished, so that the next try need not wait for the lease to end.
    /// </summary>
    /// <param name="week">The slots' week.</param>
    /// <param name="lease">The holder's.</param>
    /// <param name="nextTry">When the queue brings one again, if it was put off.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    public async Task ReleaseAsync(
        IsoWeek week, DigestLease lease, Func<SlotKey, DateTimeOffset?> nextTry, CancellationToken cancellationToken)
    {
        var slots = await ReadAsync(week, cancellationToken);
        var ours = slots.Values.Where(slot => slot.Lease?.Holder == lease.Holder);
        await WriteAsync(
            week, [.. ours.Select(slot => slot with { Lease = null, NextTry = nextTry(slot.Key) })], cancellationToken);
    }

    private static TableTransactionAction Action(DigestSlot slot) => slot.IsNew
        ? new(TableTransactionActionType.Add, DigestSlotRow.Write(slot))
        : new(TableTransactionActionType.UpdateReplace, DigestSlotRow.Write(slot), slot.ETag);
}
