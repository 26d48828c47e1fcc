using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>
/// Takes a letter from asked for to sent, once: claim, draft, store the draft's id, send, record. Who stores the id
/// sends; what nobody knows is looked up in the mailbox before anything is written again.
/// </summary>
public sealed partial class LetterDelivery(
    LetterTable table,
    DigestMailbox mailbox,
    Mailboxes mailboxes,
    SendingBudget budget,
    TimeProvider time,
    ILogger<LetterDelivery> logger)
{
    // Longer than the requests of one letter may take, their repetitions included.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);

    // A message on its way may be nowhere for a while.
    private const int MostLooks = 6;

    /// <param name="compose">The letter; null when there is nothing to say any more.</param>
    public async Task DeliverAsync(
        LetterKey key, Func<CancellationToken, Task<Letter?>> compose, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = await table.FindAsync(key, cancellationToken) ?? new LetterSlot(key, LetterState.Waiting);
        if (!before.IsFree(now))
            return;
        var claim = before with
        {
            State = before.MessageId is null ? LetterState.Claimed : LetterState.Drafted,
            Mailbox = before.Mailbox ?? mailboxes.For(key.Activity.ToString()),
            Holder = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)),
            LeaseUntil = now + Lease,
            NextTry = null,
        };
        if (await table.SaveAsync(claim, cancellationToken) is not { } ours)
            return;

        var (outcome, fault) = await GraphFault.CatchAsync(
            () => TakeOnAsync(ours, before.State == LetterState.Claimed, compose, cancellationToken), cancellationToken);
        if (fault is not null)
        {
            Log.PutOff(logger, key.Activity, key.Kind, fault.Kind);

            // What it came to before it failed is in the table: only the lease is given back.
            if (await table.FindAsync(key, cancellationToken) is { } there && there.Holder == ours.Holder)
                await table.SaveAsync(After(there, fault), cancellationToken);
        }
        else if (outcome is not null)
        {
            await table.SaveAsync(outcome, cancellationToken);
        }
    }

    /// <summary>The slot as it is to be written; null when somebody else has it.</summary>
    private async Task<LetterSlot?> TakeOnAsync(
        LetterSlot slot, bool mayHaveDraft, Func<CancellationToken, Task<Letter?>> compose, CancellationToken cancellationToken)
    {
        if (slot.MessageId is { } known)
        {
            switch (await mailbox.LookAsync(slot.Mailbox!, known, cancellationToken))
            {
                case MessagePlace.Sent:
                    return slot.Done(LetterState.Sent);
                case MessagePlace.Deleted:
                    return slot.Done(LetterState.Lost);
                case MessagePlace.Gone when slot.Failures >= MostLooks:
                    Log.Lost(logger, slot.Key.Activity, slot.Key.Kind);
                    return slot.Done(LetterState.Lost);
                case MessagePlace.Gone:
                    return slot.Later(time.GetUtcNow() + TimeSpan.FromMinutes(10));
            }
        }
        else
        {
            if (await compose(cancellationToken) is not { Recipients.Count: > 0 } letter)
                return slot.Done(LetterState.Dropped);
            var (id, place) = mayHaveDraft ? await mailbox.FindAsync(slot.Mailbox!, slot.Key.ToString(), cancellationToken) : (null,
                MessagePlace.Gone);
            if (place == MessagePlace.Sent)
                return (slot with { MessageId = id }).Done(LetterState.Sent);

            // It begins where it was claimed for; a mailbox taken off the list since gets nothing new.
            var sender = id is null ? mailboxes.For(slot.Key.Activity.ToString(), slot.Mailbox) : slot.Mailbox!;
            if (await budget.ReserveAsync(sender, letter.Recipients.Count, cancellationToken) is { } chance)
                return slot.Later(chance);
            id ??= await mailbox.DraftAsync(
                sender, slot.Key.ToString(), letter.Subject, letter.Html, letter.Recipients, cancellationToken);
            var drafted = slot with { State = LetterState.Drafted, Mailbox = sender, MessageId = id };
            if (await table.SaveAsync(drafted, cancellationToken) is not { } stored)
                return null;
            slot = stored;
        }

        if (time.GetUtcNow() > slot.LeaseUntil - Reserve)
            return slot.Later(time.GetUtcNow());
        await mailbox.SendAsync(slot.Mailbox!, slot.MessageId!, cancellationToken);
        Log.Sent(logger, slot.Key.Activity, slot.Key.Kind);
        return slot.Done(LetterState.Sent);
    }

    /// <summary>What Exchange refuses it refuses again; the ledger tells of an address that it does not take.</summary>
    private LetterSlot After(LetterSlot slot, GraphFault fault) => fault.Kind == GraphFaultKind.Refused
        ? slot.Done(LetterState.Dropped)
        : slot.Later(
            time.GetUtcNow() + (fault.Wait ?? (fault.MayPass ? GraphBackoff.After(slot.Failures) : TimeSpan.FromHours(1))));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "LetterSent", Message = "{Kind} letter about {Activity} sent")]
        public static partial void Sent(ILogger logger, ActivityId activity, LetterKind kind);

        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "LetterPutOff",
                Message = "{Kind} letter about {Activity} waits for Microsoft Graph ({Fault})")]
        public static partial void PutOff(ILogger logger, ActivityId activity, LetterKind kind, GraphFaultKind fault);

        [LoggerMessage(
            Level = LogLevel.Error, EventName = "LetterLost",
            Message = "The draft of the {Kind} letter about {Activity} is nowhere; it is not written again")]
        public static partial void Lost(ILogger logger, ActivityId activity, LetterKind kind);
    }
}
