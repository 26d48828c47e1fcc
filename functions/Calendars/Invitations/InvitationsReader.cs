using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Reads the ledger beside what is wanted now.</summary>
public sealed class InvitationsReader(
    InvitationTable invitations,
    ReturnedAddresses returned,
    GuestListReader guests,
    AddressHash hash,
    InvitationPlanner planner,
    MeetingGuard meetings,
    Mailboxes mailboxes,
    TimeProvider time)
{
    public async Task<InvitationsView> ReadAsync(Activity activity, CancellationToken cancellationToken)
    {
        var rows = await invitations.ReadWithResponsesAsync(activity.Id, cancellationToken);
        var known = rows.ToDictionary(row => row.Invitation.Key, row => row.Invitation);
        var list = (await guests.ReadAsync(cancellationToken)).With(activity.Definition.Speakers);
        var back = await returned.ReadAsync(cancellationToken);
        var shards = planner.Plan(activity, list, [.. known.Values])
            .Where(plan => plan.Wanted is not null
                || known[plan.Key].HasEvent
                || known[plan.Key].LastError is not null
                || activity.IsCancelled)
            .Select(plan => View(plan, known.GetValueOrDefault(plan.Key), back))
            .ToList();
        var reasons = shards.Select(shard => shard.LastError)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var inStep = shards.TrueForAll(shard => shard.State is InStep or Cancelled or Over) && reasons.Count == 0;
        if (!inStep && reasons.Count == 0)
            reasons.Add("The calendar is being brought in step.");
        var why = string.Join(
            " ", reasons.Concat(shards.Select(shard => shard.Note).OfType<string>()).Distinct(StringComparer.Ordinal));
        var responses = rows.Where(row => row.Invitation.Key.Part.Length == 0)
            .Select(row => row.Responses.OrNoneYet(row.Invitation.Invited, list))
            .ToList();
        var answers = ResponseCounts.Sum(responses);
        var join = known.GetValueOrDefault(new InvitationKey("", 0)) is { HasEvent: true } first ? first.JoinUrl : null;
        return new InvitationsView(activity.Id.ToString(), inStep, why, shards, answers.Colleges)
        {
            Meeting = await meetings.ShowAsync(activity, join, cancellationToken),
            Speakers = [.. activity.Definition.Speakers.Select(speaker => View(speaker, answers))],
            Dates = activity.Definition.Repeats is null ? null : ResponseCounts.ByDate(responses),
        };
    }

    private SpeakerAnswer View(Speaker speaker, ResponseCounts answers) => new(
        speaker.Name,
        speaker.Organisation.Length == 0 ? null : speaker.Organisation,
        answers.Speakers.GetValueOrDefault(ResponseCounts.NameOf(hash.Compute(speaker.Email)), SpeakerAnswer.None));

    private const string InStep = "inStep";
    private const string Pending = "pending";
    private const string Cancelled = "cancelled";
    private const string Missing = "missing";
    private const string Failed = "failed";
    private const string Undecided = "undecided";
    private const string Over = "over";

    private ShardView View(InvitationPlan plan, Invitation? invitation, IReadOnlyDictionary<ulong, string> back)
    {
        var milestone = plan.Activity.Definition.Milestones.FirstOrDefault(
            candidate => candidate.Key == plan.Key.Part)?.Title;
        return new ShardView(
            plan.Key.Shard,
            milestone,
            State(plan, invitation),
            plan.Members.Count,
            invitation?.Invited.Count ?? 0,
            Notes(plan, invitation, back))
        {
            EventId = invitation?.EventId,
            Mailbox = Named(invitation?.Mailbox),
            JoinUrl = invitation?.JoinUrl,
            LastError = Words(plan, invitation),
            NextTry = invitation?.ComesAgain,
        };
    }

    /// <summary>Where there is one mailbox and was no other, everything is in it.</summary>
    private string? Named(Mailbox? mailbox) =>
        mailboxes.All.Count == 1 && mailbox == mailboxes.First ? null : mailbox?.Address;

    /// <summary>What there is to know though nothing is to be done.</summary>
    private static string? Notes(InvitationPlan plan, Invitation? invitation, IReadOnlyDictionary<ulong, string> back)
    {
        if (invitation is null)
            return null;
        var notes = new[] { invitation.Note, KeptMeeting(plan, invitation), Returned(plan, invitation, back) }.OfType<string>().ToList();
        return notes.Count == 0 ? null : string.Join(" ", notes);
    }

    /// <summary>An event does not lose its meeting again, as Graph has no way to say so.</summary>
    private static string? KeptMeeting(InvitationPlan plan, Invitation invitation) =>
        plan is { Key: { Part: "", Shard: 0 }, Wanted.Details.Online: false }
            && invitation is { Note: null, HasEvent: true, JoinUrl: not null, Details.Online: true }
            ? "The event keeps its Teams meeting, for Exchange cannot take one away again: "
                + "to be rid of it, cancel the activity and put it in under another id."
            : null;

    private static string? Returned(InvitationPlan plan, Invitation invitation, IReadOnlyDictionary<ulong, string> back)
    {
        var lost = plan.Addresses.Where(entry => invitation.Invited.Contains(entry.Key) && back.ContainsKey(entry.Key))
            .OrderBy(entry => entry.Value, StringComparer.Ordinal)
                .Select(entry => $"{entry.Value} ({back[entry.Key]})")
                .ToList();
        return lost.Count == 0 ? null : $"Mail came back from {string.Join(", ", lost)}.";
    }

    private string State(InvitationPlan plan, Invitation? invitation)
    {
        if (invitation?.IsMissing is true)
            return Missing;
        if (invitation is not null && plan.IsUndecided(invitation))
            return Undecided;
        if (plan.Wanted is null)
            return invitation?.HasEvent is true ? Pending : Cancelled;
        if (invitation?.IsStuck is true)
            return Failed;
        if (plan.Wanted.EndsAt.ToDateTimeOffset() <= time.GetUtcNow())
            return Over;
        var says = invitation is { HasEvent: true, Intent: InvitationStep.None }
            && SaysThis(invitation, plan)
            && plan.DaysAreRight(invitation);
        return says && plan.Target(invitation!, hash).SameAs(invitation!.Invited) ? InStep : Pending;
    }

    // The text of a later shard carries the meeting's link besides; whether it does is the sync's business.
    private static bool SaysThis(Invitation invitation, InvitationPlan plan) =>
        plan.Key.Shard > 0
            ? invitation.Details?.SaysButForBody(plan.Wanted!.Details with { Online = false }) is true
            : invitation.Details?.Says(plan.Wanted!.Details) is true;

    private static string? Words(InvitationPlan plan, Invitation? invitation)
    {
        if (invitation is null)
            return null;
        if (invitation.LastError is not null)
            return invitation.LastError;
        if (invitation.Refused is { Count: > 0 } refused && invitation.TriedVersion == plan.Activity.Version)
            return $"Exchange refused the address{(refused.Count > 1 ? "es" : "")} {string.Join(", ", refused)}; the others were invited.";
        if (invitation.GatherUntil is not null)
            return "New addresses are gathered for a while and then invited together.";
        return invitation.QuietUntil is not null
            ? "The new text waits for a while, so that further changes of it come in the same mail."
            : null;
    }
}
