using NodaTime;
using Pathway.Functions.Colleges;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Digests.Delivery;

/// <summary>Asks for digests: the week that is due, a week that a person names, or one mail again.</summary>
public sealed class DigestRequests(
    DigestSlotTable ledger, CollegeTable colleges, CounterReader counters, PathwayStorage storage, LondonClock clock)
{
    // What was put off comes by itself; only a message that is lost is made good.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>Enqueues what is due and not yet there; asking again changes nothing. How many slots were asked for.</summary>
    public async Task<int> AskDueAsync(CancellationToken cancellationToken)
    {
        if (DigestCalendar.DueWeek(clock.Now) is not { } week)
            return 0;
        var slots = await ledger.ReadAsync(week, cancellationToken);
        var overdue = clock.Now.ToDateTimeOffset() - Slack;
        var due = (await KeysAsync(week, cancellationToken)).Where(key =>
            slots.GetValueOrDefault(key.Row) is not { } slot || (!slot.IsDone && !(slot.NextTry > overdue)));
        return await AskAsync(
            week,
            [.. due],
            DigestCalendar.LateAfter(week),
            cancellationToken);
    }

    /// <summary>
    /// Enqueues every digest of a week that was not sent, however late; those with nobody to send to are tried again.
    /// </summary>
    public async Task<int> AskWeekAsync(IsoWeek week, CancellationToken cancellationToken)
    {
        var slots = await ledger.ReadAsync(week, cancellationToken);
        return await AskAsync(
            week,
            [.. (await KeysAsync(week, cancellationToken)).Where(key => slots.GetValueOrDefault(key.Row)?.State != SlotState.Sent)],
            until: null,
            cancellationToken);
    }

    /// <summary>
    /// Records that a digest is wanted once more and enqueues it. While one for the same reason waits, asking again
    /// is asking once. Null when it was never sent: then there is nothing to send again.
    /// </summary>
    public async Task<SlotKey?> AskAgainAsync(SlotKey slot, ResendRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var all = (await ledger.ReadAsync(slot.Week, cancellationToken)).Values
                .Where(other => other.Key.Subject == slot.Subject)
                .ToList();
            if (!all.Exists(other => other.Key.Resend == 0 && other.IsDone))
                return null;
            var key = all.Find(other => other.Request?.Reason == request.Reason && !other.IsDone)?.Key
                ?? slot with { Resend = all.Max(other => other.Key.Resend) + 1 };
            var wanted = new DigestSlot(key, SlotState.Waiting) { Request = request };
            if (all.Exists(other => other.Key == key)
                || (await ledger.WriteAsync(slot.Week, [wanted], cancellationToken)).Count > 0)
            {
                await AskAsync(slot.Week, [key], until: null, cancellationToken);
                return key;
            }
        }
    }

    private async Task<int> AskAsync(
        IsoWeek week, IReadOnlyList<SlotKey> slots, Instant? until, CancellationToken cancellationToken)
    {
        foreach (var work in DigestWork.For(week, slots, until))
            await storage.Queue(queues => queues.Digests).SendMessageAsync(MessageTrace.Append(work.Write()), cancellationToken);
        return slots.Count;
    }

    /// <summary>
    /// The colleges that have something to be told of the week, then the programme itself, which adds them up.
    /// </summary>
    private async Task<List<SlotKey>> KeysAsync(IsoWeek week, CancellationToken cancellationToken)
    {
        var keys = new List<SlotKey>();
        foreach (var college in (await colleges.AllAsync(cancellationToken)).Where(college => college.LeftAt is null))
        {
            if (!DigestCalendar.IsBefore(week, college) || await HasReportedAsync(week, college.Id, cancellationToken))
                keys.Add(new SlotKey(week, college.Id));
        }

        return [.. keys, new SlotKey(week, null)];
    }

    /// <summary>A newcomer's systems may send what happened before it joined.</summary>
    private async Task<bool> HasReportedAsync(IsoWeek week, CollegeId college, CancellationToken cancellationToken) =>
        await counters.ReadAsync(college, week.Monday, week.Sunday, cancellationToken)
            .AnyAsync(WeekTally.IsEngagement, cancellationToken);
}
