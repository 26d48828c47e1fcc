using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Signals;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// Takes slots from claimed to sent: claim, draft, store the drafts' ids, send, record. Who stores the id sends; a
/// run that lost its claim learns it there. One slot that fails does not stop the others: what went well is recorded,
/// then what waits for Graph is put off, or the message fails.
/// </summary>
public sealed partial class DigestDelivery(
    DigestSlotTable slots,
    DigestPreparation preparation,
    DigestMailbox mailbox,
    DigestDeferral deferral,
    SendingBudget budget,
    TimeProvider time,
    ILogger<DigestDelivery> logger)
{
    /// <summary>Graph's own limit of four requests at once to a mailbox, and so many for each that has any to send.</summary>
    private const int AtOnce = 4;

    // Longer than one call may take with all its repeats: nobody sends on a lease that ends meanwhile.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);

    /// <param name="body">A message of <see cref="DigestWork"/>.</param>
    /// <param name="message">The queue message's id.</param>
    /// <param name="attempt">The how manieth try of it.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public async Task DeliverAsync(string body, string message, long attempt, CancellationToken cancellationToken)
    {
        var (work, week, keys) = DigestWork.Read(body);
        if (work.Until < time.GetUtcNow())
        {
            Log.TooLate(logger, week, keys.Count);
            Instruments.Digests.Add(keys.Count, Instruments.Outcome("late"));
            if (work.PutOff > 0)
                await deferral.GiveUpAsync(
                    work, "They waited for Microsoft Graph until it was too late to send them unasked.", cancellationToken);
            return;
        }

        var lease = DigestLease.For(message, attempt, time.GetUtcNow());
        try
        {
            var claim = await slots.ClaimAsync(week, keys, lease, time.GetUtcNow(), cancellationToken);
            var failures = claim.Ours.Count > 0
                ? await RunAsync(week, claim, lease, cancellationToken)
                : new DigestFailures();
            if (!failures.IsEmpty)
            {
                var senders = claim.Ours.ToDictionary(slot => slot.Key, slot => slot.Mailbox!);
                if (deferral.Sort(work, failures.All, senders) is not { } putOff)
                    throw new DigestsRefusedException(DigestFailure.Say(failures.All), failures.Unexpected);

                // First given back, then sent: who comes for them must find them free.
                await slots.ReleaseAsync(week, lease, putOff.NextTry, cancellationToken);
                await deferral.SendAsync(putOff, cancellationToken);
            }
        }
        catch (Exception failure)
        {
            // Whatever it was, the slots are given back before the message fails, or its next try would find them taken.
            Log.Stopped(logger, week, failure);
            await ReleaseAsync(week, lease);
            throw;
        }
    }

    /// <summary>What failed.</summary>
    private async Task<DigestFailures> RunAsync(
        IsoWeek week, DigestClaim claim, DigestLease lease, CancellationToken cancellationToken)
    {
        var failures = new DigestFailures();
        var prepared = await preparation.PrepareAsync(week, claim, failures, cancellationToken);
        var stored = await slots.WriteAsync(week, prepared, cancellationToken);

        var senders = Math.Max(1, stored.Select(slot => slot.Mailbox).Distinct().Count());
        var sent = new ConcurrentBag<DigestSlot>();
        await Parallel.ForEachAsync(
            stored.Where(slot => slot.State == SlotState.Drafted),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce * senders, CancellationToken = cancellationToken },
            async (slot, token) => await failures.WatchAsync(
                slot.Key,
                async () =>
                {
                    if (await SendAsync(slot, lease, token) is { } failure)
                        failures.Add(failure);
                    else
                        sent.Add(slot with { State = SlotState.Sent, SentAt = time.GetUtcNow(), Lease = null });
                },
                token));
        await slots.WriteAsync(week, [.. sent], cancellationToken);
        var nobody = stored.Count(slot => slot.State == SlotState.Nobody);
        Log.Delivered(logger, week, sent.Count, nobody);
        Instruments.Digests.AddSome(sent.Count, [Instruments.Outcome("sent")]);
        Instruments.Digests.AddSome(nobody, [Instruments.Outcome("nobody")]);
        Instruments.Digests.AddSome(failures.All.Count, [Instruments.Outcome("failed")]);
        Instruments.MailsSent.AddSome(sent.Sum(slot => slot.Recipients), [Instruments.Reason("digest")]);
        return failures;
    }

    private async Task<DigestFailure?> SendAsync(
        DigestSlot slot, DigestLease lease, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() > lease.Until - Reserve)
            return new DigestFailure(
                slot.Key, "The digests before this one took too long; the next try sends it.", MayPass: true);
        if (await budget.ReserveAsync(slot.Mailbox!, slot.Recipients, cancellationToken) is { } chance)
            return new DigestFailure(
                slot.Key, "The mailbox may not write to more people for now.", MayPass: true, chance - time.GetUtcNow())
            { IsForRoom = true };
        await mailbox.SendAsync(slot.Mailbox!, slot.MessageId!, cancellationToken);
        return null;
    }

    private async Task ReleaseAsync(IsoWeek week, DigestLease lease)
    {
        try
        {
            await slots.ReleaseAsync(week, lease, _ => null, CancellationToken.None);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, CancellationToken.None))
        {
            // The lease ends by itself.
            Log.NotReleased(logger, week, outage);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information, EventName = "DigestsDelivered",
            Message = "Digests of {Week}: {Sent} sent, {Nobody} with nobody to send to")]
        public static partial void Delivered(ILogger logger, IsoWeek week, int sent, int nobody);

        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "DigestsTooLate",
            Message = "{Count} digests of {Week} came more than a day late and were not sent; POST /api/digests/{Week} sends them")]
        public static partial void TooLate(ILogger logger, IsoWeek week, int count);

        [LoggerMessage(
            Level = LogLevel.Error, EventName = "DigestsStopped", Message = "Digests of {Week} were not all delivered")]
        public static partial void Stopped(ILogger logger, IsoWeek week, Exception failure);

        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "DigestLeaseNotReleased",
            Message = "The lease on digests of {Week} could not be given back")]
        public static partial void NotReleased(ILogger logger, IsoWeek week, Exception outage);
    }
}
