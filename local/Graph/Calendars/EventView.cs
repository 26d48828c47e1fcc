using System.Text.Json.Nodes;
using NodaTime.Text;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>An event as a caller sees it: every property by its Graph name, in Graph's order.</summary>
internal sealed class EventView(Exchange exchange, Mailbox mailbox, StoredEvent item, Preferences prefer)
{
    private const string Never = "0001-01-01T00:00:00Z";

    public static readonly IReadOnlyList<string> Names =
    [
        "@odata.etag", "id", "createdDateTime", "lastModifiedDateTime", "changeKey", "categories", "transactionId",
        "originalStartTimeZone",
        "originalEndTimeZone", "iCalUId", "reminderMinutesBeforeStart", "isReminderOn", "hasAttachments", "subject",
        "bodyPreview", "importance",
        "sensitivity", "isAllDay", "isCancelled", "isOrganizer", "responseRequested", "seriesMasterId", "showAs",
        "type", "webLink",
        "onlineMeetingUrl", "isOnlineMeeting", "onlineMeetingProvider", "allowNewTimeProposals", "isDraft",
        "hideAttendees", "responseStatus",
        "body", "start", "end", "location", "locations", "recurrence", "attendees", "organizer", "onlineMeeting",
    ];

    /// <summary>True for the one answer in which a new Teams meeting is not there yet.</summary>
    public bool MeetingPending { get; init; }

    private EventContent Content => item.Content;

    private TeamsMeeting? Meeting => MeetingPending ? null : item.Meeting;

    public string ETag => $"W/\"{exchange.ChangeKey(mailbox, item.Change)}\"";

    public JsonNode? Property(string name) => name switch
    {
        "@odata.etag" => ETag,
        "id" => exchange.IdOf(mailbox, item, prefer.ImmutableIds),
        "createdDateTime" => Tenant.Moment(item.Created),
        "lastModifiedDateTime" => Tenant.Moment(item.Modified),
        "changeKey" => exchange.ChangeKey(mailbox, item.Change),
        "transactionId" => item.TransactionId,
        "originalStartTimeZone" => Content.Start.TimeZone,
        "originalEndTimeZone" => Content.End.TimeZone,
        "iCalUId" => item.ICalUId,
        "hasAttachments" or "isDraft" => false,
        "isCancelled" => item.IsCancelled,
        "isOrganizer" => true,
        "bodyPreview" => Html.Preview(Body),
        "onlineMeetingUrl" => null,
        "seriesMasterId" => item.Occurrence is { } of ? IdOf(of.Master) : null,
        "recurrence" => Content.Recurrence?.Render(),
        "originalStart" => item.Occurrence is { } of ? OriginalStart(of) : null,
        "cancelledOccurrences" => CancelledOccurrences(),
        "type" => Type,
        "webLink" =>
            "https://outlook.office365.com/owa/"
                + $"?itemid={Uri.EscapeDataString(exchange.IdOf(mailbox, item, prefer.ImmutableIds))}"
                + "&exvsurl=1&path=/calendar/item",
        "isOnlineMeeting" => Meeting is not null,
        "onlineMeetingProvider" => Meeting is null ? "unknown" : "teamsForBusiness",
        "onlineMeeting" => Meeting?.Render(),
        "responseStatus" => Status("organizer", null),
        "body" => Html.Render(Body, prefer),
        "start" => Content.Start.In(prefer, Content.IsAllDay),
        "end" => Content.End.In(prefer, Content.IsAllDay),
        "location" => Content.Locations.FirstOrDefault()?.DeepClone() ?? NoLocation(),
        "locations" => new JsonArray([.. Content.Locations.Select(location => location.DeepClone())]),
        "attendees" => new JsonArray([.. Content.Attendees.Select(Attendee)]),
        "organizer" => Addresses.Render(mailbox.Address, mailbox.DisplayName),
        "singleValueExtendedProperties" => ExtendedProperties.Render(Content.ExtendedProperties),
        _ when Content.Plain.TryGetPropertyValue(name, out var plain) => plain,
        _ =>
            throw GraphErrorException.BadRequest(
                $"Could not find a property named '{name}' on type 'microsoft.graph.event'."),
    };

    private string Body =>
        MeetingPending && item.Meeting is { } pending
            ? Content.Body.Replace(pending.Block, "", StringComparison.Ordinal)
            : Content.Body;

    private string Type => item.Occurrence switch
    {
        { IsException: true } => "exception",
        { } => "occurrence",
        null when Content.Recurrence is not null => "seriesMaster",
        _ => "singleInstance",
    };

    private JsonArray CancelledOccurrences() =>
        [.. item.Gone.Where(gone => gone.Value.IsCancelled).Select(gone => $"OID.{IdOf(item.Number)}.{gone.Key}")];

    private string IdOf(long number) => exchange.IdOf(mailbox, number, prefer.ImmutableIds);

    private string? OriginalStart(OccurrenceOf of) => mailbox.Events.TryGetValue(of.Master, out var master)
        ? Tenant.Moment(
            new EventSeries(master).Planned(LocalDatePattern.Iso.Parse(of.Day).Value).Content.Start.Instant.ToDateTimeOffset())
        : null;

    private static JsonNode Attendee(Attendee attendee) => new JsonObject
    {
        ["type"] = attendee.Type,
        ["status"] = Status(attendee.Response, attendee.Responded),
        ["emailAddress"] = new JsonObject { ["name"] = attendee.Name, ["address"] = attendee.Address },
    };

    private static JsonObject Status(string response, DateTimeOffset? at) =>
        new() { ["response"] = response, ["time"] = at is { } moment ? Tenant.Moment(moment) : Never };

    private static JsonObject NoLocation() =>
        new()
        {
            ["displayName"] = "",
            ["locationType"] = "default",
            ["uniqueIdType"] = "unknown",
            ["address"] = new JsonObject(),
            ["coordinates"] = new JsonObject(),
        };
}
