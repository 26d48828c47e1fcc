using Microsoft.Extensions.Logging;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// Follows what people do in Outlook: answers, edits, deletions, events of their own. A round that is cut short is
/// read again; doing a change twice does it once.
/// </summary>
public sealed partial class CalendarPull(
    ProgrammeGraph graph,
    FollowedMailboxes followed,
    PullStateStore store,
    ActivityTable catalogue,
    GuestListReader guests,
    OutlookChanges changes,
    AbsentEvents absent,
    FollowedSeries series,
    SetAsideEvents setAside,
    DeletionGuard deletions,
    FailureRuns runs,
    TimeProvider time,
    ILogger<CalendarPull> logger)
{
    /// <summary>How far back changes are followed: an answer may come after the day.</summary>
    public static readonly Duration Behind = Duration.FromDays(14);

    /// <summary>How long pulls may fail before anybody is told: the next one mostly succeeds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly Duration Ahead = Duration.FromDays(500);

    // A window stands still while its link is followed; it moves on once a week, with a round over everything.
    private static readonly Duration RollsAfter = Duration.FromDays(7);

    /// <summary>Follows every mailbox.</summary>
    public Task RunAsync(bool whole, CancellationToken cancellationToken) =>
        followed.EachAsync((mailbox, token) => RunAsync(mailbox, whole, token), cancellationToken);

    /// <param name="mailbox">Whose calendar.</param>
    /// <param name="whole">Look at every event of the window, as the nightly reconciliation does, and not only at
    /// what changed.</param>
    /// <param name="cancellationToken">Stops between two changes.</param>
    public async Task RunAsync(Mailbox mailbox, bool whole, CancellationToken cancellationToken)
    {
        try
        {
            var state = await store.ReadAsync(mailbox, cancellationToken);
            var behind = time.GetUtcNow() - state.WindowStart;
            whole |= state.DeltaLink is null || state.IsWholeDue || behind > (Behind + RollsAfter).ToTimeSpan();

            // The link comes first: only who follows it hears that Graph has forgotten it.
            var isWhole = state.DeltaLink is not null && await FollowAsync(state, cancellationToken);
            if (whole && !isWhole)
                await RoundAsync(await store.ReadAsync(mailbox, cancellationToken), whole: true, isDoubtful: false, cancellationToken);
        }
        catch (Exception failure) when (GraphFault.From(failure, cancellationToken) is { } fault)
        {
            var reason = fault.Code.Length > 0 ? $"{fault.Message} ({fault.Code})" : fault.Message;
            await runs.FailedAsync(FailureRuns.Pull, mailbox, reason, cancellationToken);
            throw;
        }

        await runs.SucceededAsync(FailureRuns.Pull, mailbox, cancellationToken);
    }

    /// <summary>What changed. True where Graph had forgotten the link, so that everything was looked at.</summary>
    private async Task<bool> FollowAsync(PullState state, CancellationToken cancellationToken)
    {
        try
        {
            await RoundAsync(state, whole: false, isDoubtful: false, cancellationToken);
            return false;
        }
        catch (Exception failure) when (GraphFault.From(failure, cancellationToken) is { Kind: GraphFaultKind.Gone })
        {
            // 410, as after a restore of the mailbox: what is absent may not have been made yet then.
            Log.StartsAgain(logger);
            await RoundAsync(state, whole: true, isDoubtful: true, cancellationToken);
            return true;
        }
    }

    private async Task RoundAsync(PullState state, bool whole, bool isDoubtful, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var start = whole ? now - Behind : Instant.FromDateTimeOffset(state.WindowStart);
        var window = new Interval(start, start + Ahead);

        var round = new DeltaRound(graph, state.Mailbox);
        var context = new PullContext(
            state.Mailbox,
            await catalogue.AllAsync(cancellationToken),
            await guests.ReadAsync(cancellationToken),
            (await setAside.ReadAsync(cancellationToken)).Keys,
            window,
            now)
        { IsDoubtful = isDoubtful };
        await foreach (var change in round.ReadAsync(whole ? null : state.DeltaLink, window, cancellationToken))
            await changes.ApplyAsync(change, context, cancellationToken);
        if (whole && !round.IsLooping)
            await absent.FindAsync(context, cancellationToken);
        context.IsWhole = whole && !round.IsLooping;
        await series.FollowAsync(context, whole, cancellationToken);

        var pending = await deletions.DecideAsync(state.Pending, context, cancellationToken);
        if (round.IsLooping)
            Log.Loops(logger);

        // While somebody is at work on an event its change is read once more, by the link of before: one that Graph has
        // forgotten says so again.
        var isRepeated = context.IsUnsettled && !round.IsLooping;
        var next = state with
        {
            DeltaLink = round.IsLooping ? null : isRepeated ? state.DeltaLink : round.DeltaLink,
            WindowStart = isRepeated ? state.WindowStart : start.ToDateTimeOffset(),
            IsWholeDue = whole ? isRepeated : state.IsWholeDue,
            PulledAt = round.IsLooping ? state.PulledAt : time.GetUtcNow(),
            Pending = pending,
            Fault = round.IsLooping ? "Graph's list of changes leads in a circle; the next pull starts again." : null,
        };

        // Another pull at the same time was faster. It saw the same changes, but this one was told of the deletions first.
        if (!await store.SaveAsync(next, cancellationToken) && pending.Count > 0)
            await store.ChangePendingAsync(state.Mailbox, waiting => waiting.Union(pending), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "DeltaStartsAgain",
            Message = "Graph has forgotten how far the calendar was followed: looking at everything")]
        public static partial void StartsAgain(ILogger logger);

        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "DeltaLoops", Message = "Graph's list of changes leads in a circle")]
        public static partial void Loops(ILogger logger);
    }
}
