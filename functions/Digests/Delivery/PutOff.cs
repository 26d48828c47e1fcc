namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// Work that waits for Graph, each mailbox's for as long as that one needs, and beside it what Graph has refused.
/// </summary>
public sealed record PutOff(IReadOnlyList<PutOffWork> Waiting, DigestWork? Refused)
{
    /// <summary>When the queue brings a slot again; null where it does so at once.</summary>
    public DateTimeOffset? NextTry(SlotKey slot) =>
        Waiting.FirstOrDefault(work => work.Later.Slots.Contains(slot.Row))?.NextTry;
}
