using Microsoft.Extensions.Logging;
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
    Mailboxes mailboxes,
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
            .SelectMany(HeldOccurrence.AllOf)
            .Where(held => held.EndsAt <= now && held.EndsAt + Patience > now)
            .ToList();
        var states = await ledger.AllAsync(cancellationToken);
        var joins = new Dictionary<ActivityId, Invitation>();
        foreach (var activity in ended.Select(held => held.Activity.Id).Distinct())
        {
            if (await MeetingAsync(activity, cancellationToken) is { } meeting)
                joins[activity] = meeting;
        }

        var failures = new List<Exception>();
        foreach (var own in ended.GroupBy(held => MailboxOf(held, states, joins)))
            failures.AddRange(await CollectAsync(own.Key, [.. own], states, joins, cancellationToken));
        if (failures.Count > 0)
            throw new AggregateException(
                "The attendance of some activities could not be collected; the next run tries again.", failures);
    }

    /// <summary>Where its meeting was found, or where its event is; of what is nowhere, the first one.</summary>
    private Mailbox MailboxOf(
        HeldOccurrence held,
        IReadOnlyDictionary<string, AttendanceState> states,
        IReadOnlyDictionary<ActivityId, Invitation> joins) =>
        states.GetValueOrDefault(held.Unknown.Name)?.Mailbox
        ?? joins.GetValueOrDefault(held.Activity.Id)?.Mailbox
        ?? mailboxes.First;

    /// <summary>The activities of one mailbox; what failed is the answer.</summary>
    private async Task<IReadOnlyList<Exception>> CollectAsync(
        Mailbox mailbox,
        List<HeldOccurrence> ended,
        IReadOnlyDictionary<string, AttendanceState> states,
        IReadOnlyDictionary<ActivityId, Invitation> joins,
        CancellationToken cancellationToken)
    {
        var organiser = await ledger.OrganiserAsync(mailbox, cancellationToken);
        try
        {
            if (organiser.Id is null)
            {
                organiser = organiser with
                {
                    Id = ended.Select(held => joins.GetValueOrDefault(held.Activity.Id)?.JoinUrl)
                            .OfType<string>().Select(MeetingOrganiser.Read).FirstOrDefault(id => id is not null)
                        ?? await meetings.LookUpOrganiserAsync(mailbox, cancellationToken),
                };
                await ledger.SetOrganiserAsync(organiser, cancellationToken);
            }

            var failures = await CollectAsync(ended, organiser, states, joins, cancellationToken);
            if (organiser.RefusedSince is not null)
                await ledger.SetOrganiserAsync(organiser with { RefusedSince = null }, cancellationToken);
            return failures;
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
            return [];
        }
    }

    /// <summary>The invitation whose event has the meeting's link.</summary>
    private async Task<Invitation?> MeetingAsync(ActivityId activity, CancellationToken cancellationToken) =>
        (await invitations.ReadAsync(activity, cancellationToken))
            .FirstOrDefault(invitation => invitation is { Key.Part.Length: 0, JoinUrl: not null });

    private async Task<IReadOnlyList<Exception>> CollectAsync(
        List<HeldOccurrence> ended,
        Organiser organiser,
        IReadOnlyDictionary<string, AttendanceState> states,
        IReadOnlyDictionary<ActivityId, Invitation> joins,
        CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var held in ended)
        {
            try
            {
                var others = states.Values.Where(other => other.Activity == held.Activity.Id && other.Date != held.Unknown.Date);
                await CollectAsync(
                    held,
                    states.GetValueOrDefault(held.Unknown.Name) ?? held.Unknown,
                    [.. others],
                    organiser,
                    joins.GetValueOrDefault(held.Activity.Id)?.JoinUrl,
                    cancellationToken);
            }
#pragma warning disable CA1031 // Whatever is wrong with one meeting must not cost the others theirs; all of it is thrown at the end.
            catch (Exception failure) when (failure is not (OperationCanceledException or AttendanceRefusedException))
#pragma warning restore CA1031
            {
                Log.Failed(logger, held.Activity.Id, failure);
                failures.Add(failure);
            }
        }

        return failures;
    }

    private static List<string> Speakers(Activity activity) =>
        [.. activity.Definition.Speakers.Select(speaker => speaker.Email).Where(address => address.Length > 0)];

    /// <param name="others">What is known of the series' other dates: a session counts once, whatever is moved since.</param>
    private async Task CollectAsync(
        HeldOccurrence held,
        AttendanceState state,
        IReadOnlyList<AttendanceState> others,
        Organiser organiser,
        string? join,
        CancellationToken cancellationToken)
    {
        if (state.Meeting is null)
        {
            if (join is null || await meetings.FindAsync(organiser, join, cancellationToken) is not { } meeting)
                return;
            state = state with { Meeting = meeting, Mailbox = organiser.Mailbox };
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

        await QueueAsync(state, organiser, Speakers(held.Activity), cancellationToken);
    }

    /// <summary>
    /// Queues what is written down and not yet queued. A run that dies in between does it again, and the facts are
    /// known by their keys.
    /// </summary>
    private async Task QueueAsync(
        AttendanceState state, Organiser organiser, IReadOnlyList<string> speakers, CancellationToken cancellationToken)
    {
        if (state.Queued == state.Batches.Count)
            return;
        var all = await colleges.AllAsync(cancellationToken);
        var known = all.SelectMany(college => college.College.Definition.Contacts)
            .Concat(mailboxes.All.Select(mailbox => mailbox.Address))
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

            var hosts = MeetingHosts.From(organiser.Id!, known, presences);
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
