using Azure;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// One row of the ledger: one Graph event for one activity, part and shard. What Graph is known to have stands beside what is being
/// done about it; an intent without outcome means that nobody knows, and Graph is asked before anything else is done.
/// </summary>
public sealed record Invitation(ActivityId Activity, InvitationKey Key)
{
    /// <summary>Rises when its event is gone for good, so that the next one is another to Exchange.</summary>
    public int Generation { get; init; } = 1;

    public string? EventId { get; init; }

    public string? JoinUrl { get; init; }

    /// <summary>Whose place is in this shard. They keep it for as long as they are invited, so that nobody is mailed for moving.</summary>
    public AddressSet Members { get; init; } = AddressSet.Empty;

    /// <summary>Who is in the event.</summary>
    public AddressSet Invited { get; init; } = AddressSet.Empty;

    /// <summary>What the event says; null when there is none or it is not known.</summary>
    public EventDetails? Details { get; init; }

    public InvitationStep Intent { get; init; }

    /// <summary>Until when the one who wrote the intent may still be at work on it.</summary>
    public DateTimeOffset? IntentUntil { get; init; }

    /// <summary>When those who came late are invited together.</summary>
    public DateTimeOffset? GatherUntil { get; init; }

    /// <summary>The event is not in the calendar any more, and nobody here took it out.</summary>
    public bool IsMissing { get; init; }

    /// <summary>People other than ours are invited, by hand in Outlook: they stay.</summary>
    public bool HasGuests { get; init; }

    /// <summary>Addresses Exchange does not take, until the activity or the college changes them.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>The activity's version that was last tried; a failure is final for that version.</summary>
    public int TriedVersion { get; init; }

    /// <summary>Why it is not in step, or what was repaired, in the words of a person.</summary>
    public string? LastError { get; init; }

    /// <summary>What was decided against an edit made in Outlook, until the activity changes again.</summary>
    public string? Note { get; init; }

    /// <summary>True when trying again makes no sense before something changes.</summary>
    public bool IsStuck { get; init; }

    public DateTimeOffset? NextTry { get; init; }

    /// <summary>How often in a row it has failed.</summary>
    public int Failures { get; init; }

    public ETag ETag { get; init; }

    public bool HasEvent => EventId is not null && !IsMissing;
}
