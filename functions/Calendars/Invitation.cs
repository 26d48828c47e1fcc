using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars;

/// <summary>What is about to be done to an event in Graph.</summary>
public enum InvitationStep
{
    None,
    Create,

    /// <summary>Change what everybody sees: it mails everybody.</summary>
    Details,

    /// <summary>Change who is invited, and nothing else: it mails those who come and go.</summary>
    Attendees,
    Cancel,
}

/// <summary>Which invitation of an activity: the meeting or a milestone, and which shard of its audience.</summary>
public readonly record struct InvitationKey(string Part, int Shard)
{
    public override string ToString() => Part.Length == 0 ? $"{Shard}" : $"{Part}-{Shard}";

    public static InvitationKey Parse(string text) =>
        text.Split('-') is [var part, var shard] ? new(part, int.Parse(shard)) : new("", int.Parse(text));
}

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

internal static class InvitationRow
{
    public static TableEntity Of(Invitation invitation) => new(invitation.Activity.ToString(), invitation.Key.ToString())
    {
        ["Generation"] = invitation.Generation,
        ["EventId"] = invitation.EventId,
        ["JoinUrl"] = invitation.JoinUrl,
        ["Members"] = invitation.Members.ToBytes(),
        ["Invited"] = invitation.Invited.ToBytes(),
        ["Details"] = invitation.Details?.ToString(),
        ["Intent"] = invitation.Intent == InvitationStep.None ? null : invitation.Intent.ToString(),
        ["IntentUntil"] = invitation.IntentUntil,
        ["GatherUntil"] = invitation.GatherUntil,
        ["IsMissing"] = invitation.IsMissing,
        ["HasGuests"] = invitation.HasGuests,
        ["Refused"] = invitation.Refused.Count == 0 ? null : JsonSerializer.Serialize(invitation.Refused, PathwayJson.Plain),
        ["TriedVersion"] = invitation.TriedVersion,
        ["LastError"] = invitation.LastError,
        ["Note"] = invitation.Note,
        ["IsStuck"] = invitation.IsStuck,
        ["NextTry"] = invitation.NextTry,
        ["Failures"] = invitation.Failures,
    };

    public static Invitation Read(TableEntity row) => new(ActivityId.Parse(row.PartitionKey), InvitationKey.Parse(row.RowKey))
    {
        Generation = row.GetInt32("Generation") ?? 1,
        EventId = row.GetString("EventId"),
        JoinUrl = row.GetString("JoinUrl"),
        Members = AddressSet.Of(row.GetBinary("Members") ?? []),
        Invited = AddressSet.Of(row.GetBinary("Invited") ?? []),
        Details = EventDetails.Parse(row.GetString("Details")),
        Intent = Enum.TryParse<InvitationStep>(row.GetString("Intent"), out var intent) ? intent : InvitationStep.None,
        IntentUntil = row.GetDateTimeOffset("IntentUntil"),
        GatherUntil = row.GetDateTimeOffset("GatherUntil"),
        IsMissing = row.GetBoolean("IsMissing") ?? false,
        HasGuests = row.GetBoolean("HasGuests") ?? false,
        Refused = row.GetString("Refused") is { } refused ? JsonSerializer.Deserialize<List<string>>(refused, PathwayJson.Plain)! : [],
        TriedVersion = row.GetInt32("TriedVersion") ?? 0,
        LastError = row.GetString("LastError"),
        Note = row.GetString("Note"),
        IsStuck = row.GetBoolean("IsStuck") ?? false,
        NextTry = row.GetDateTimeOffset("NextTry"),
        Failures = row.GetInt32("Failures") ?? 0,
        ETag = row.ETag,
    };
}
