using Microsoft.Extensions.Logging;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance;

/// <summary>
/// Looks for attendance reports of online activities from their end until seven days after, and queues what each new one adds as
/// facts. One activity that fails stops no other.
/// </summary>
public sealed partial class AttendanceCollection(
    ActivityTable activities,
    InvitationTable invitations,
    TeamsMeetings meetings,
    AttendanceTable ledger,
    CollegeDirectory colleges,
    FactQueue facts,
    TimeProvider time,
    ILogger<AttendanceCollection> logger)
{
    /// <summary>How long reports are awaited after the end.</summary>
    public static readonly Duration Patience = Duration.FromDays(7);

    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var ended = (await activities.AllAsync(cancellationToken))
            .Where(activity => activity is { IsCancelled: false, Definition.Online: true } && activity.Definition.EndsAt <= now && activity.Definition.EndsAt + Patience > now).ToList();
        if (ended.Count == 0)
            return;

        var (organiser, refusedSince) = await ledger.OrganiserAsync(cancellationToken);
        if (organiser is null)
            await ledger.SetOrganiserAsync(organiser = await meetings.OrganiserAsync(cancellationToken), refusedSince, cancellationToken);
        try
        {
            await CollectAsync(ended, organiser, cancellationToken);
            if (refusedSince is not null)
                await ledger.SetOrganiserAsync(organiser, null, cancellationToken);
        }
        catch (NoAccessPolicyException)
        {
            // An administrator's omission: the health check says what to do, and nothing else of the app needs it.
            if (refusedSince is null)
                await ledger.SetOrganiserAsync(organiser, time.GetUtcNow(), cancellationToken);
            Log.NoPolicy(logger);
        }
    }

    private async Task CollectAsync(List<Activity> ended, string organiser, CancellationToken cancellationToken)
    {
        var states = await ledger.AllAsync(cancellationToken);
        var failures = new List<Exception>();
        foreach (var activity in ended)
        {
            try
            {
                var state = states.GetValueOrDefault(activity.Id) ?? new AttendanceState(activity.Id) { StartedAt = activity.Definition.StartsAt.ToDateTimeOffset() };
                await CollectAsync(state, organiser, cancellationToken);
            }
#pragma warning disable CA1031 // Whatever is wrong with one meeting must not cost the others theirs; all of it is thrown at the end.
            catch (Exception failure) when (failure is not (OperationCanceledException or NoAccessPolicyException))
#pragma warning restore CA1031
            {
                Log.Failed(logger, activity.Id, failure);
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException("The attendance of some activities could not be collected; the next run tries again.", failures);
    }

    private async Task CollectAsync(AttendanceState state, string organiser, CancellationToken cancellationToken)
    {
        if (state.Meeting is null)
        {
            var join = (await invitations.ReadAsync(state.Activity, cancellationToken)).Where(invitation => invitation.Key.Part.Length == 0).Select(invitation => invitation.JoinUrl).FirstOrDefault(url => url is not null);
            if (join is null || await meetings.FindAsync(organiser, join, cancellationToken) is not { } meeting)
                return;
            state = state with { Meeting = meeting };
        }

        var known = state.Batches.SelectMany(batch => batch.Reports).ToHashSet(StringComparer.Ordinal);
        var fresh = (await meetings.ReportsAsync(organiser, state.Meeting, cancellationToken)).Where(report => !known.Contains(report)).Order(StringComparer.Ordinal).ToList();
        if (fresh.Count > 0)
        {
            if (await ledger.SaveAsync(state with { Batches = [.. state.Batches, new ReportBatch(fresh, time.GetUtcNow())] }, cancellationToken) is not { } saved)
                return;
            state = saved;
        }

        await QueueAsync(state, organiser, cancellationToken);
    }

    /// <summary>Queues what is written down and not yet queued. A run that dies in between does it again, and the facts are known by their keys.</summary>
    private async Task QueueAsync(AttendanceState state, string organiser, CancellationToken cancellationToken)
    {
        var presences = new List<Presence>();
        for (var batch = 0; batch < state.Batches.Count && state.Queued < state.Batches.Count; batch++)
        {
            var before = AttendanceMerge.Minutes(presences);
            foreach (var report in state.Batches[batch].Reports)
                presences.AddRange(await meetings.PresencesAsync(organiser, state.Meeting!, report, cancellationToken));
            if (batch < state.Queued)
                continue;

            var (deliveries, elsewhere) = AttendanceFacts.Of(state, batch, before, AttendanceMerge.Minutes(presences), await colleges.AllAsync(cancellationToken));
            foreach (var delivery in deliveries)
                await facts.SendAsync(delivery, cancellationToken);
            var nameless = presences.Count(presence => !presence.IsHost && string.IsNullOrWhiteSpace(presence.Address));
            if (await ledger.SaveAsync(state with { Queued = batch + 1, Elsewhere = elsewhere + nameless }, cancellationToken) is not { } saved)
                return;
            state = saved;
            Log.Collected(logger, state.Activity, deliveries.Count, state.Elsewhere);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "AttendanceCollected", Message = "Attendance of {Activity} collected for {Colleges} colleges, {Elsewhere} people from elsewhere")]
        public static partial void Collected(ILogger logger, ActivityId activity, int colleges, int elsewhere);

        [LoggerMessage(Level = LogLevel.Error, EventName = "AttendanceFailed", Message = "The attendance of {Activity} could not be collected")]
        public static partial void Failed(ILogger logger, ActivityId activity, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "AttendanceRefused", Message = "Teams does not let the app read meetings; GET /api/health says what to do")]
        public static partial void NoPolicy(ILogger logger);
    }
}
