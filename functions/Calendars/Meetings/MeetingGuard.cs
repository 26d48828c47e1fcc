using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pathway.Functions.Activities;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Meetings;

/// <summary>
/// Sees to it that each meeting is held by the rules: set once after it came to be and whenever its speakers change,
/// looked at every night. What nobody changed costs Graph nothing.
/// </summary>
public sealed partial class MeetingGuard(
    MeetingTable table,
    MeetingRooms rooms,
    IOptions<MeetingsOptions> options,
    TimeProvider time,
    ILogger<MeetingGuard> logger)
{
    /// <summary>Sets the rules where they are not; answers when to come again, or null.</summary>
    public async Task<DateTimeOffset?> SecureAsync(
        Activity activity, Mailbox mailbox, string joinUrl, CancellationToken cancellationToken)
    {
        if (!options.Value.Secure)
            return null;
        var rules = MeetingRules.For(activity.Definition, options.Value);
        var state = await ReadAsync(activity, joinUrl, cancellationToken);
        if (state.IsSetTo(rules, joinUrl))
            return null;
        if (state.Tried == rules.Mark && (state.Fault == MeetingFault.Refused || state.NextTry > time.GetUtcNow()))
            return state.NextTry;
        return (await SetAsync(mailbox, state, rules, cancellationToken)).NextTry;
    }

    /// <summary>Looks at the meeting itself: what somebody changed there is put right and noted.</summary>
    public async Task VerifyAsync(
        Activity activity, Mailbox mailbox, string joinUrl, CancellationToken cancellationToken)
    {
        if (!options.Value.Secure)
            return;
        var rules = MeetingRules.For(activity.Definition, options.Value);
        var state = await ReadAsync(activity, joinUrl, cancellationToken);
        var (meeting, fault) = await GraphFault.CatchAsync(
            () => rooms.FindAsync(mailbox, joinUrl, cancellationToken), cancellationToken);
        if (meeting is null)
        {
            var now = time.GetUtcNow();
            await SaveAsync(fault is null ? state.NotFound(rules, now) : state.After(fault, rules, now), cancellationToken);
            return;
        }

        var there = MeetingRules.Read(meeting).Mark;
        if (there == rules.Mark)
        {
            var held = state.Done(meeting.Id!, rules) with { Drift = "" };
            if (held != state)
                await table.SaveAsync(held, cancellationToken);
            return;
        }

        if (state.IsSetTo(rules, joinUrl) && state.Drift == there)
        {
            // What Teams made of it once it would make of it again.
            if (state.Fault != MeetingFault.NotKept)
                await SaveAsync(state with { Fault = MeetingFault.NotKept }, cancellationToken);
            return;
        }

        state = state with { Meeting = meeting.Id };
        if (state.IsSetTo(rules, joinUrl))
        {
            // Written down first: once it is put right nobody can see any more what had been there.
            state = state with { Set = "", Drift = there, Note = Noted(time.GetUtcNow()) };
            await table.SaveAsync(state, cancellationToken);
        }

        await SetAsync(mailbox, state, rules, cancellationToken);
    }

    // The day alone: what is done again after a fault says the same.
    private static string Noted(DateTimeOffset at) =>
        $"The meeting's options had been changed in Teams and were put right on {BritishDates.DayInFull(LondonClock.DateOf(at))}.";

    /// <summary>How it stands for the ledger; null where nobody is to look after it.</summary>
    public async Task<MeetingView?> ShowAsync(Activity activity, string? joinUrl, CancellationToken cancellationToken)
    {
        if (!options.Value.Secure || joinUrl is null)
            return null;
        var state = await ReadAsync(activity, joinUrl, cancellationToken);
        return MeetingView.From(state, state.Holds(MeetingRules.For(activity.Definition, options.Value), joinUrl));
    }

    private async Task<MeetingState> ReadAsync(Activity activity, string joinUrl, CancellationToken cancellationToken)
    {
        var state = await table.FindAsync(activity.Id, cancellationToken);
        return (state?.JoinUrl == joinUrl ? state : new MeetingState(activity.Id) { JoinUrl = joinUrl }) with
        {
            EndsAt = activity.Definition.EndsAt.ToDateTimeOffset(),
        };
    }

    private async Task<MeetingState> SetAsync(
        Mailbox mailbox, MeetingState state, MeetingRules rules, CancellationToken cancellationToken)
    {
        var (meeting, fault) = await GraphFault.CatchAsync(
            async () =>
            {
                var id = state.Meeting ?? (await rooms.FindAsync(mailbox, state.JoinUrl, cancellationToken))?.Id;
                if (id is not null)
                    await rooms.ChangeAsync(mailbox, state.JoinUrl, id, rules, cancellationToken);
                return id;
            },
            cancellationToken);
        var now = time.GetUtcNow();
        var next = fault is not null ? state.After(fault, rules, now)
            : meeting is null ? state.NotFound(rules, now)
            : state.Done(meeting, rules);
        await SaveAsync(next, cancellationToken);
        return next;
    }

    private async Task SaveAsync(MeetingState state, CancellationToken cancellationToken)
    {
        if (state.Fault != MeetingFault.None)
            Log.NotSecured(logger, state.Activity, state.Fault);
        await table.SaveAsync(state, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "MeetingNotSecured",
            Message = "The meeting of {Activity} is not held by the rules ({Fault}); GET /api/health says what to do")]
        public static partial void NotSecured(ILogger logger, ActivityId activity, MeetingFault fault);
    }
}
