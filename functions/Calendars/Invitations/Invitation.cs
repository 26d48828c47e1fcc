using Azure;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// One row of the ledger: one Graph event for one activity, part and shard. What Graph is known to have stands beside
/// what is being done about it; an intent without outcome means that nobody knows, and Graph is asked before anything
/// else is done.
/// </summary>
public sealed record Invitation(ActivityId Activity, InvitationKey Key)
{
    private const int LinkTries = 10;

    /// <summary>Rises when its event is gone for good, so that the next one is another to Exchange.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>
    /// Whose calendar its event is in or is being made in: for as long as there is one, whatever mailboxes are set since.
    /// Null before there is any.
    /// </summary>
    public Mailbox? Mailbox { get; init; }

    /// <summary>Its row is from when there was one mailbox, and does not say which.</summary>
    public bool IsMailboxAssumed { get; init; }

    public string? EventId { get; init; }

    public string? JoinUrl { get; init; }

    /// <summary>
    /// Whose place is in this shard. They keep it for as long as they are invited, so that nobody is mailed for
    /// moving.
    /// </summary>
    public AddressSet Members { get; init; } = AddressSet.Empty;

    /// <summary>Who is in the event.</summary>
    public AddressSet Invited { get; init; } = AddressSet.Empty;

    /// <summary>What the event says; null when there is none or it is not known.</summary>
    public EventDetails? Details { get; init; }

    /// <summary>Of a series, its dates that are not as the others; null when that is to be looked up.</summary>
    public SeriesDays? Days { get; init; }

    /// <summary>The activity's version for which the series was written anew, to bring dates back: once is enough.</summary>
    public int Renewed { get; init; }

    /// <summary>
    /// The activity's version that the event was last written for, as the event itself says; 0 when it says nothing.
    /// </summary>
    public int Written { get; init; }

    public InvitationStep Intent { get; init; }

    /// <summary>Until when the one who wrote the intent may still be at work on it.</summary>
    public DateTimeOffset? IntentUntil { get; init; }

    /// <summary>When those who came late are invited together.</summary>
    public DateTimeOffset? GatherUntil { get; init; }

    /// <summary>When a change of the text is sent that waits for further ones.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>The event is not in the calendar any more, and nobody here took it out.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Made in Outlook; until the catalogue has it too, the activity is still to be put there.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>How many people other than ours are invited, by hand in Outlook: they stay, and take places.</summary>
    public int Guests { get; init; }

    /// <summary>Addresses Exchange does not take, until the activity or the college changes them.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>The activity's version that was last tried; a failure is final for that version.</summary>
    public int TriedVersion { get; init; }

    /// <summary>Why it is not in step, or what was repaired, in the words of a person.</summary>
    public string? LastError { get; init; }

    /// <summary>What was decided against an edit made in Outlook, until the activity changes again.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// The activity's version at which the event was found to be newer than the catalogue: nothing is done before it changes.
    /// </summary>
    public int UndecidedAt { get; init; }

    /// <summary>What Exchange made of what was written, to tell when it does so again.</summary>
    public string? Rewriting { get; init; }

    /// <summary>True when trying again makes no sense before something changes.</summary>
    public bool IsStuck { get; init; }

    public DateTimeOffset? NextTry { get; init; }

    /// <summary>How often in a row it has failed.</summary>
    public int Failures { get; init; }

    public ETag ETag { get; init; }

    /// <summary>When something is to be done though nothing happens meanwhile.</summary>
    public DateTimeOffset? ComesAgain =>
        new[] { NextTry, GatherUntil, QuietUntil }.Min();

    public bool HasEvent => EventId is not null && !IsMissing;

    /// <summary>Everybody a change of the event is mailed to.</summary>
    public int People => Invited.Count + Guests;

    /// <summary>Its event is there, and Teams has not given it its meeting's link yet.</summary>
    public bool AwaitsLink => HasEvent && JoinUrl is null && Details is { Online: true };

    /// <summary>Whether the shards after the first should wait no longer for a link that does not come.</summary>
    public bool GaveUpOnLink => JoinUrl is null && Failures >= LinkTries;

    /// <summary>Nothing is under way.</summary>
    public Invitation Idle() => this with { Intent = InvitationStep.None, IntentUntil = null };

    /// <summary>What was to be done is done.</summary>
    public Invitation Done() => Idle() with { LastError = null, NextTry = null, Failures = 0 };

    /// <summary>The event is gone, and a person is to decide.</summary>
    public Invitation Missing() => Idle() with
    {
        IsMissing = true,
        NextTry = null,
        LastError = "The event was taken out of the calendar in Outlook.",
    };

    /// <summary>There is no event, and the next one would be another.</summary>
    public Invitation WithoutEvent() => Idle() with
    {
        // An event that never came to be keeps its generation: a create that is still under way is then the same to Exchange.
        // For the same reason it stays with its mailbox; the next event of one that was there may be anywhere.
        Generation = EventId is null ? Generation : Generation + 1,
        Mailbox = EventId is null ? Mailbox : null,
        EventId = null,
        IsMissing = false,
        IsAdopted = false,
        JoinUrl = null,
        Details = null,
        Days = null,
        Renewed = 0,
        Written = 0,
        Invited = AddressSet.Empty,
        Guests = 0,
        GatherUntil = null,
        QuietUntil = null,
        Rewriting = null,
        UndecidedAt = 0,
        IsStuck = false,
        LastError = null,
        NextTry = null,
        Failures = 0,
    };

    /// <summary>What stands in Graph becomes what the ledger knows.</summary>
    public Invitation WithEvent(SeenEvent seen, string zone, AddressHash hash)
    {
        var there = AddressSet.From(seen.Attendees.Select(attendee => hash.Compute(attendee.Address)));
        var ours = AddressSet.From(Members.Union(Invited).Where(there.Contains));
        var details = seen.In(zone, seen.BodyHash ?? "");
        return this with
        {
            EventId = seen.Id,
            IsMissing = false,
            JoinUrl = seen.JoinUrl ?? JoinUrl,
            Details = details,
            Days = Details?.SameTimes(details) is true && EventId == seen.Id ? Days : null,
            Written = seen.Written ?? Written,
            Invited = ours,
            Guests = there.Count - ours.Count,
        };
    }

    public Invitation PutOff(string reason, TimeSpan? wait, DateTimeOffset now) => this with
    {
        LastError = reason,
        Failures = Failures + 1,
        NextTry = now + (wait ?? GraphBackoff.After(Failures)),
    };

    /// <summary>There is no room for its mails today.</summary>
    public Invitation PutOffUntil(DateTimeOffset chance) => Idle() with
    {
        LastError = FormattableString.Invariant(
            $"The mailbox may not write to more people for now: the rest follows from {chance:yyyy-MM-dd HH:mm} UTC."),
        NextTry = chance,
    };

    /// <summary>
    /// Graph did not do it, or nobody knows: the words for a person, and when to try again, if that makes sense.
    /// </summary>
    public Invitation After(GraphFault fault, DateTimeOffset now) => fault.Kind switch
    {
        // The intent stays: it is resolved before anything else is done.
        GraphFaultKind.Unknown =>
            (this with { IntentUntil = null }).PutOff(
                "Microsoft Graph did not answer; the calendar is looked at again.", fault.Wait, now),
        GraphFaultKind.Conflict => (this with { IntentUntil = null }).PutOff(
            "Exchange was changing the event at the same moment; it is read and tried again.", fault.Wait, now),
        GraphFaultKind.Busy => Idle().PutOff($"{fault.Message}; the rest follows.", fault.Wait, now),
        GraphFaultKind.Forbidden => Idle().PutOff(
            "Exchange does not let the app use the programme's calendar: its permissions need an administrator.",
            TimeSpan.FromHours(1),
            now),
        GraphFaultKind.NoMailbox => Idle().PutOff(
            $"Microsoft Graph does not know the programme's mailbox ({fault.Code}): it needs an administrator.",
            TimeSpan.FromHours(1),
            now),
        _ =>
            Idle() with
            {
                IsStuck = true,
                NextTry = null,
                LastError = $"Exchange refused the invitation: {Short(fault.Message)}",
            },
    };

    private static string Short(string message) => message.Length > 300 ? message[..300] + "…" : message;
}
