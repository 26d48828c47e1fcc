using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Graph;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>
/// Waits for Graph on the queue: digests that it was too busy for, or did not answer, go back with a delay and cost
/// no attempt. When their time is over they become a dead letter with the reason; to replay it is to ask for them
/// however late.
/// </summary>
public sealed partial class DigestDeferral(
    PathwayStorage storage, DeadLetterTable letters, IOptions<DigestsOptions> options, TimeProvider time, ILogger<DigestDeferral> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>What to put off of work that failed; null where time cures none of it.</summary>
    /// <param name="senders">Each slot's mailbox: one that has reached its limit keeps no other's waiting.</param>
    public PutOff? Sort(
        DigestWork work, IReadOnlyCollection<DigestFailure> failures, IReadOnlyDictionary<SlotKey, Mailbox> senders)
    {
        var waiting = failures.Where(failure => failure.MayPass).ToList();
        if (waiting.Count == 0)
            return null;
        var refused = failures.Where(failure => !failure.MayPass).Select(failure => failure.Slot).ToList();
        var rest = refused.Count > 0 ? work.With(refused) with { PutOff = 0, PutOffSince = null } : null;
        var groups = waiting.GroupBy(failure => (Sender: senders[failure.Slot], failure.IsForRoom, IsLong: failure.Wait > LongestWait))
            .OrderBy(group => group.Min(failure => failure.Slot.Row), StringComparer.Ordinal);
        return new PutOff([.. groups.Select(group => PutOff(work, [.. group]))], rest);
    }

    private PutOffWork PutOff(DigestWork work, IReadOnlyList<DigestFailure> waiting)
    {
        var (now, delay) = (time.GetUtcNow(), Delay(work.PutOff, waiting));
        var later = work.With(
            waiting.Select(failure => failure.Slot)) with
        { PutOff = work.PutOff + 1, PutOffSince = work.PutOffSince ?? now };
        return new PutOffWork(later, delay, now + delay, DigestFailure.Say(waiting));
    }

    /// <summary>
    /// Sends what waits back to the queue, or gives it up; what was refused goes as work of its own, so that neither
    /// decides on the other.
    /// </summary>
    public async Task SendAsync(PutOff putOff, CancellationToken cancellationToken)
    {
        foreach (var (later, delay, nextTry, reason) in putOff.Waiting)
        {
            if (nextTry > later.GiveUpAt)
            {
                await GiveUpAsync(later, reason, cancellationToken);
                continue;
            }

            await SendAsync(later, delay, cancellationToken);
            Log.PutOff(logger, later.Week, later.Slots.Count, delay);
        }

        if (putOff.Refused is { } refused)
            await SendAsync(refused, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Keeps the work as a dead letter: whoever replays it means it, however late.</summary>
    public Task GiveUpAsync(DigestWork work, string reason, CancellationToken cancellationToken) =>
        letters.AddAsync(
            storage.QueueNames.Digests,
            (work with { Until = null, PutOff = 0, PutOffSince = null }).Write(),
            reason,
            work.PutOff,
            cancellationToken);

    private async Task SendAsync(DigestWork work, TimeSpan delay, CancellationToken cancellationToken) =>
        await storage.Queue(queues => queues.Digests)
            .SendMessageAsync(MessageTrace.Append(work.Write()), delay, timeToLive: null, cancellationToken);

    /// <summary>
    /// Doubles from one time to the next and is drawn from its second half, so that many do not come back at once; no
    /// shorter than Graph asked for.
    /// </summary>
    private TimeSpan Delay(int putOff, IReadOnlyList<DigestFailure> failures)
    {
        // When there is room is known: whoever came earlier would find none, and whoever came later would waste it.
        if (failures.All(failure => failure.IsForRoom))
            return failures.Max(failure => failure.Wait ?? TimeSpan.Zero);
        var most = Math.Min(options.Value.FirstWaitSeconds * Math.Pow(2, putOff), LongestWait.TotalSeconds);
        var drawn = TimeSpan.FromMilliseconds((most * 500) + RandomNumberGenerator.GetInt32((int)(most * 500) + 1));
        var asked = failures.Select(failure => failure.Wait ?? TimeSpan.Zero).Max();
        return asked <= drawn ? drawn : asked < DigestWork.Patience ? asked : DigestWork.Patience;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "DigestsPutOff",
            Message = "{Count} digests of {Week} wait {Delay} for Microsoft Graph")]
        public static partial void PutOff(ILogger logger, string week, int count, TimeSpan delay);
    }
}
