using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Attendance;

/// <summary>
/// Looks for attendance reports of online activities from their end until seven days after, and queues what each new
/// one adds as facts. One activity that fails stops no other.
/// </summary>
public sealed partial class AttendanceCollection(
    ActivityTable activities,
    InvitationTable invitations,
    TeamsMeetings meetings,
    AttendanceTable ledger,
    CollegeDirectory colleges,
    FactQueue facts,
    IOptions<GraphOptions> graph,
    TimeProvider time,
    ILogger<AttendanceCollection> logger)
{
    /// <summary>How long reports are awaited after the end.</summary>
    public static readonly Duration Patience = Duration.FromDays(7);

    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var ended = (await activities.AllAsync(cancellationToken))
            .Where(activity => activity is { IsCancelled: false, Definition.Online: true })
            .SelectMany(HeldOccurrence.Of)
            .Where(held => held.EndsAt <= now && held.EndsAt + Patience > now)
            .ToList();
        if (ended.Count == 0)
            return;

        var organiser = await ledger.OrganiserAsync(cancellationToken);
        try
        {
            if (organiser.Id is null)
            {
                organiser = organiser with { Id = await OrganiserAsync(ended, cancellationToken) };
                await ledger.SetOrganiserAsync(organiser, cancellationToken);
            }

            await CollectAsync(ended, organiser.Id!, cancellationToken);
            if (organiser.RefusedSince is not null)
                await ledger.SetOrganiserAsync(organiser with { RefusedSince = null }, cancellationToken);
        }
        catch (AttendanceRefusedException refused)
        {
            // An administrator's omission: the health check says what to do, and nothing else of the app needs it.
            if (organiser.RefusedSince is null || organiser.Refusal != refused.Refusal)
            {
                var since = organiser.RefusedSince ?? time.GetUtcNow();
                await ledger.SetOrganiserAsync(
                    organiser with { RefusedSince = since, Refusal = refused.Refusal }, cancellationToken);
            }

            Log.Refused(logger, refused.Refusal);
        }
    }

    /// <summary>
    /// The organiser's object id: it stands in the join address of every meeting; where it does not, the directory is asked.
    /// </summary>
    private async Task<string> OrganiserAsync(List<HeldOccurrence> ended, CancellationToken cancellationToken)
    {
        foreach (var activity in ended.Select(held => held.Activity).DistinctBy(activity => activity.Id))
        {
            if (await JoinUrlAsync(activity.Id, cancellationToken) is { } join && MeetingOrganiser.Read(join) is { } id)
                return id;
        }

        return await meetings.LookUpOrganiserAsync(cancellationToken);
    }

    private async Task<string?> JoinUrlAsync(ActivityId activity, CancellationToken cancellationToken) =>
        (await invitations.ReadAsync(activity, cancellationToken)).Where(invitation => invitation.Key.Part.Length == 0)
            .Select(invitation => invitation.JoinUrl).FirstOrDefault(url => url is not null);

    private async Task CollectAsync(List<HeldOccurrence> ended, string organiser, CancellationToken cancellationToken)
    {
        var states = await ledger.AllAsync(cancellationToken);
        var failures = new List<Exception>();
        foreach (var held in ended)
        {
            try
            {
                var others = states.Values.Where(other => other.Activity == held.Activity.Id && other.Date != held.Unknown.Date);
                await CollectAsync(
                    held, states.GetValueOrDefault(held.Unknown.Name) ?? held.Unknown, [.. others], organiser, Speakers(held.Activity), cancellationToken);
            }
#pragma warning disable CA1031 // Whatever is wrong with one meeting must not cost the others theirs; all of it is thrown at the end.
            catch (Exception failure) when (failure is not (OperationCanceledException or AttendanceRefusedException))
#pragma warning restore CA1031
            {
                Log.Failed(logger, held.Activity.Id, failure);
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException(
                "The attendance of some activities could not be collected; the next run tries again.", failures);
    }

    private static List<string> Speakers(Activity activity) =>
        [.. activity.Definition.Speakers.Select(speaker => speaker.Email).Where(address => address.Length > 0)];

    /// <param name="others">What is known of the series' other dates: a session counts once, whatever is moved since.</param>
    private async Task CollectAsync(
        HeldOccurrence held,
        AttendanceState state,
        IReadOnlyList<AttendanceState> others,
        string organiser,
        IReadOnlyList<string> speakers,
        CancellationToken cancellationToken)
    {
        if (state.Meeting is null)
        {
            var join = await JoinUrlAsync(state.Activity, cancellationToken);
            if (join is null || await meetings.FindAsync(organiser, join, cancellationToken) is not { } meeting)
                return;
            state = state with { Meeting = meeting };
        }

        var known = others.Append(state).SelectMany(one => one.Batches)
            .SelectMany(batch => batch.Reports)
            .ToHashSet(StringComparer.Ordinal);
        var reports = await meetings.ReportsAsync(organiser, state.Meeting, cancellationToken);
        var fresh = reports.Where(report => !known.Contains(report.Id) && held.Had(report))
            .Select(report => report.Id)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (fresh.Count > 0)
        {
            var found = state with { Batches = [.. state.Batches, new ReportBatch(fresh, time.GetUtcNow())] };
            if (await ledger.SaveAsync(found, cancellationToken) is not { } saved)
                return;
            state = saved;
        }

        await QueueAsync(state, organiser, speakers, cancellationToken);
    }

    /// <summary>
    /// Queues what is written down and not yet queued. A run that dies in between does it again, and the facts are
    /// known by their keys.
    /// </summary>
    private async Task QueueAsync(
        AttendanceState state, string organiser, IReadOnlyList<string> speakers, CancellationToken cancellationToken)
    {
        if (state.Queued == state.Batches.Count)
            return;
        var all = await colleges.AllAsync(cancellationToken);
        var known = all.SelectMany(college => college.College.Definition.Contacts)
            .Append(graph.Value.Mailbox)
            .Concat(speakers)
            .ToList();
        var presences = new List<Presence>();
        for (var batch = 0; batch < state.Batches.Count; batch++)
        {
            var before = presences.ToList();
            foreach (var report in state.Batches[batch].Reports)
                presences.AddRange(await meetings.PresencesAsync(organiser, state.Meeting!, report, cancellationToken));
            if (batch < state.Queued)
                continue;

            var hosts = MeetingHosts.From(organiser, known, presences);
            var (deliveries, elsewhere) = AttendanceFacts.From(
                state, batch, AttendanceMerge.Minutes(before, hosts), AttendanceMerge.Minutes(presences, hosts), all);
            foreach (var delivery in deliveries)
                await facts.SendAsync(delivery, cancellationToken);
            var nameless = AttendanceMerge.WithoutAddress(presences, hosts);
            var queued = state with { Queued = batch + 1, Elsewhere = elsewhere + nameless, WithoutAddress = nameless };
            if (await ledger.SaveAsync(queued, cancellationToken) is not { } saved)
                return;
            state = saved;
            Log.Collected(logger, state.Activity, deliveries.Count, state.Elsewhere);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information, EventName = "AttendanceCollected",
            Message = "Attendance of {Activity} collected for {Colleges} colleges, {Elsewhere} people from elsewhere")]
        public static partial void Collected(ILogger logger, ActivityId activity, int colleges, int elsewhere);

        [LoggerMessage(
            Level = LogLevel.Error, EventName = "AttendanceFailed",
            Message = "The attendance of {Activity} could not be collected")]
        public static partial void Failed(ILogger logger, ActivityId activity, Exception failure);

        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "AttendanceRefused",
            Message = "Attendance may not be read ({Refusal}); GET /api/health says what to do")]
        public static partial void Refused(ILogger logger, AttendanceRefusal refusal);
    }
}
