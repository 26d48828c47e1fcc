using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Calendars.Invitations;

internal static class InvitationRow
{
    public static TableEntity Write(Invitation invitation) =>
        new(invitation.Activity.ToString(), invitation.Key.ToString())
        {
            ["Generation"] = invitation.Generation,
            ["EventId"] = invitation.EventId,
            ["Mailbox"] = invitation.Mailbox?.Address,
            ["JoinUrl"] = invitation.JoinUrl,
            ["Members"] = invitation.Members.ToBytes(),
            ["Invited"] = invitation.Invited.ToBytes(),
            ["Details"] = invitation.Details?.ToString(),
            ["Days"] = invitation.Days?.ToString(),
            ["Renewed"] = invitation.Renewed == 0 ? null : invitation.Renewed,
            ["Intent"] = invitation.Intent == InvitationStep.None ? null : invitation.Intent.ToString(),
            ["IntentUntil"] = invitation.IntentUntil,
            ["GatherUntil"] = invitation.GatherUntil,
            ["QuietUntil"] = invitation.QuietUntil,
            ["IsMissing"] = invitation.IsMissing,
            ["IsAdopted"] = invitation.IsAdopted,
            ["Written"] = invitation.Written,
            ["Guests"] = invitation.Guests,
            ["UndecidedAt"] = invitation.UndecidedAt,
            ["Rewriting"] = invitation.Rewriting,
            ["Refused"] = invitation.Refused.Count == 0
            ? null
            : JsonSerializer.Serialize(invitation.Refused, PathwayJson.Plain),
            ["TriedVersion"] = invitation.TriedVersion,
            ["LastError"] = invitation.LastError,
            ["Note"] = invitation.Note,
            ["IsStuck"] = invitation.IsStuck,
            ["NextTry"] = invitation.NextTry,
            ["Failures"] = invitation.Failures,
        };

    /// <param name="first">The mailbox of what was written when there was one.</param>
    public static Invitation Read(TableEntity row, Mailbox first)
    {
        var invitation = Read(row);
        return invitation is { Mailbox: null } and ({ EventId: not null } or { Intent: not InvitationStep.None })
            ? invitation with { Mailbox = first, IsMailboxAssumed = true }
            : invitation;
    }

    private static Invitation Read(TableEntity row) =>
        new(ActivityId.Parse(row.PartitionKey), InvitationKey.Parse(row.RowKey))
        {
            Generation = row.GetInt32("Generation") ?? 1,
            EventId = row.GetString("EventId"),
            Mailbox = row.GetString("Mailbox") is { } address ? Mailbox.Parse(address) : null,
            JoinUrl = row.GetString("JoinUrl"),
            Members = AddressSet.Read(row.GetBinary("Members") ?? []),
            Invited = AddressSet.Read(row.GetBinary("Invited") ?? []),
            Details = EventDetails.Parse(row.GetString("Details")),
            Days = SeriesDays.Parse(row.GetString("Days")),
            Renewed = row.GetInt32("Renewed") ?? 0,
            Intent = Enum.TryParse<InvitationStep>(row.GetString("Intent"), out var intent) ? intent : InvitationStep.None,
            IntentUntil = row.GetDateTimeOffset("IntentUntil"),
            GatherUntil = row.GetDateTimeOffset("GatherUntil"),
            QuietUntil = row.GetDateTimeOffset("QuietUntil"),
            IsMissing = row.GetBoolean("IsMissing") ?? false,
            IsAdopted = row.GetBoolean("IsAdopted") ?? false,
            Written = row.GetInt32("Written") ?? 0,
            Guests = row.GetInt32("Guests") ?? 0,
            UndecidedAt = row.GetInt32("UndecidedAt") ?? 0,
            Rewriting = row.GetString("Rewriting"),
            Refused = row.GetString("Refused") is { } refused
            ? JsonSerializer.Deserialize<List<string>>(refused, PathwayJson.Plain)!
            : [],
            TriedVersion = row.GetInt32("TriedVersion") ?? 0,
            LastError = row.GetString("LastError"),
            Note = row.GetString("Note"),
            IsStuck = row.GetBoolean("IsStuck") ?? false,
            NextTry = row.GetDateTimeOffset("NextTry"),
            Failures = row.GetInt32("Failures") ?? 0,
            ETag = row.ETag,
        };
}
