using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Digests.Mail;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// Brings claimed slots to a draft in their mailbox: the colleges' first, because the programme's digest adds them up.
/// </summary>
public sealed class DigestPreparation(
    DigestComposer composer, DigestArchive archive, DigestMailbox mailbox, IOptions<DigestsOptions> options, Mailboxes mailboxes)
{
    // For each mailbox: one that is slow holds up no other.
    private const int AtOnce = 4;

    /// <summary>
    /// The slots as they are to be written: drafted, already sent, or with nobody to send to. What failed is in
    /// <paramref name="failures"/> .
    /// </summary>
    public async Task<IReadOnlyList<DigestSlot>> PrepareAsync(
        IsoWeek week, DigestClaim claim, DigestFailures failures, CancellationToken cancellationToken)
    {
        var material = await composer.GatherAsync(week, cancellationToken);
        var prepared = new ConcurrentBag<DigestSlot>();
        await Parallel.ForEachAsync(
            claim.Ours.Where(slot => slot.Key.College is not null),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce * mailboxes.All.Count, CancellationToken = cancellationToken },
            async (slot, token) => await failures.WatchAsync(
                slot.Key, async () => Add(await PrepareAsync(material, slot, failures, token)), token));

        // A resend adds everything up anew: that is what it is for.
        var known = claim.Week.Values.Concat(prepared)
            .Where(slot => slot.Key is { College: not null, Resend: 0 } && slot.Week is not null)
            .GroupBy(slot => slot.Key.College!.Value).ToDictionary(slots => slots.Key, slots => slots.Last().Week!);
        foreach (var slot in claim.Ours.Where(slot => slot.Key.College is null))
            await failures.WatchAsync(
                slot.Key,
                async () => Add(await PrepareProgrammeAsync(material, slot, known, failures, cancellationToken)),
                cancellationToken);
        return [.. prepared];

        void Add(DigestSlot? slot)
        {
            if (slot is not null)
                prepared.Add(slot);
        }
    }

    private async Task<DigestSlot?> PrepareProgrammeAsync(
        DigestMaterial material,
        DigestSlot slot,
        Dictionary<CollegeId, CollegeWeek> known,
        DigestFailures failures,
        CancellationToken cancellationToken)
    {
        if (slot.MessageId is not null)
            return await AsDraftedBeforeAsync(slot, slot.MessageId, failures, cancellationToken);
        var digest = await composer.ComposeAsync(
            material, slot.Key, slot.Key.Resend == 0 ? known : [], slot.Request, cancellationToken);
        return await DraftAsync(
            slot, await DigestRendering.RenderAsync(digest), ProgrammeRecipients, cancellationToken);
    }

    private IReadOnlyList<string> ProgrammeRecipients =>
        options.Value.ProgrammeRecipients.Count > 0 ? [.. options.Value.ProgrammeRecipients] : [mailboxes.First.Address];

    private async Task<DigestSlot?> PrepareAsync(
        DigestMaterial material, DigestSlot slot, DigestFailures failures, CancellationToken cancellationToken)
    {
        if (slot.MessageId is not null)
            return await AsDraftedBeforeAsync(slot, slot.MessageId, failures, cancellationToken);
        if (!material.Colleges.TryGetValue(slot.Key.College!.Value, out var college) || college.LeftAt is not null)
            return slot with { State = SlotState.Nobody, Lease = null };
        var digest = await composer.ComposeAsync(material, slot.Key, college, slot.Request, cancellationToken);
        return await DraftAsync(
            slot with { Week = digest.Week }, await DigestRendering.RenderAsync(digest), college.Definition.Contacts, cancellationToken);
    }

    /// <summary>A slot whose draft was stored is looked up there and never drafted again: it may be on its way.</summary>
    private async Task<DigestSlot?> AsDraftedBeforeAsync(
        DigestSlot slot, string messageId, DigestFailures failures, CancellationToken cancellationToken)
    {
        switch (await mailbox.LookAsync(slot.Mailbox!, messageId, cancellationToken))
        {
            case MessagePlace.Drafts:
                return slot with { State = SlotState.Drafted };
            case MessagePlace.Sent:
                return Sent(slot, messageId);
            case MessagePlace.Deleted:
                failures.Add(new DigestFailure(
                    slot.Key,
                    "Somebody deleted its draft before it was sent; ask for it again with a resend.",
                    MayPass: false));
                return null;
            default:
                failures.Add(new DigestFailure(
                    slot.Key,
                    "Its draft is neither in Drafts nor in Sent Items. It may still be on its way; "
                        + "if somebody deleted it, ask for it again with a resend.",
                    MayPass: false));
                return null;
        }
    }

    private async Task<DigestSlot> DraftAsync(
        DigestSlot slot, DigestMail mail, IReadOnlyList<string> recipients, CancellationToken cancellationToken)
    {
        await archive.SaveAsync(slot.Key, mail, cancellationToken);
        if (recipients.Count == 0)
            return slot with { State = SlotState.Nobody, Lease = null };

        // Only a slot that somebody claimed before can have left a draft behind.
        var (id, place) = slot.State == SlotState.Claimed
            ? await mailbox.FindAsync(slot.Mailbox!, slot.Key, cancellationToken)
            : (null, MessagePlace.Gone);
        if (place == MessagePlace.Sent)
            return Sent(slot, id!);

        // It begins where it was claimed for; one taken off the list since gets nothing new.
        var sender = id is null ? mailboxes.For(slot.Key.Subject, slot.Mailbox) : slot.Mailbox!;
        return slot with
        {
            State = SlotState.Drafted,
            Recipients = Math.Min(recipients.Count, DigestMailbox.MaxRecipients),
            Mailbox = sender,
            MessageId = id ?? await mailbox.DraftAsync(sender, slot.Key, mail, recipients, cancellationToken),
        };
    }

    /// <summary>When it was sent nobody wrote down: the lease's start is near enough, and the same in every try.</summary>
    private static DigestSlot Sent(DigestSlot slot, string id) =>
        slot with
        {
            State = SlotState.Sent,
            MessageId = id,
            SentAt = slot.Lease!.Until - DigestLease.Length,
            Lease = null,
        };
}
