using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;

namespace Pathway.GraphSimulator.Calendars;

using static PropertySchema;

/// <summary>
/// The properties of an event and their documented defaults (https://learn.microsoft.com/graph/api/resources/event).
/// </summary>
internal static class EventSchema
{
    public static readonly PropertySchema Properties = new(
        "microsoft.graph.event",
        new Dictionary<string, Kind>
        {
            ["subject"] = Text(),
            ["importance"] = OneOf("normal", "low", "high"),
            ["sensitivity"] = OneOf("normal", "personal", "private", "confidential"),
            ["showAs"] = OneOf("busy", "free", "tentative", "oof", "workingElsewhere", "unknown"),
            ["isAllDay"] = Flag(false),
            ["isReminderOn"] = Flag(true),
            ["reminderMinutesBeforeStart"] = Number(15),
            ["responseRequested"] = Flag(true),
            ["hideAttendees"] = Flag(false),
            ["allowNewTimeProposals"] = Flag(true),
            ["categories"] = Texts(),
        },
        new HashSet<string>
        {
            "start", "end", "body", "location", "locations", "attendees", "isOnlineMeeting", "onlineMeetingProvider",
            "singleValueExtendedProperties", "transactionId", "recurrence",
        },
        new HashSet<string>
        {
            "id", "createdDateTime", "lastModifiedDateTime", "changeKey", "originalStartTimeZone",
            "originalEndTimeZone", "originalStart",
            "iCalUId", "hasAttachments", "bodyPreview", "isCancelled", "isOrganizer", "seriesMasterId", "type",
            "webLink",
            "onlineMeetingUrl", "onlineMeeting", "isDraft", "responseStatus", "organizer",
        });

    /// <summary>
    /// What an attendee sees: a change of any of these mails everybody. Categories, reminders and extended properties are
    /// the organiser's own.
    /// </summary>
    public static readonly IReadOnlyList<string> SeenByAttendees =
        ["subject", "importance", "sensitivity", "showAs", "isAllDay", "responseRequested", "hideAttendees", "allowNewTimeProposals"];

    public static JsonObject Defaults()
    {
        var plain = new JsonObject();
        foreach (var name in Properties.PlainNames)
            plain[name] = Properties.DefaultOf(name);
        return plain;
    }
}
