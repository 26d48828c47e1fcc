using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Series;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>What a POST or PATCH asks for: the content it leads to, and whether it wants a Teams meeting.</summary>
internal sealed record EventRequest(EventContent Content, bool WantsMeeting, string? TransactionId);

/// <summary>Reads an event's JSON onto what was there before, with Exchange's rules.</summary>
internal sealed class EventReader
{
    private static readonly EventTime Unset = new("", "");
    private static readonly EventContent Blank = new()
    {
        Plain = EventSchema.Defaults(),
        Start = Unset,
        End = Unset,
        Body = Html.Document(""),
    };

    private EventContent content;
    private readonly bool stripMarks;
    private bool wantsMeeting;
    private string? transactionId;

    private EventReader(EventContent current, bool stripMarks)
    {
        (content, this.stripMarks) = (current, stripMarks);
    }

    public static EventRequest Create(JsonObject sent, SimulatorModes modes) =>
        new EventReader(Blank, modes.StripBodyMarks).Read(sent, modes);

    public static EventRequest Change(EventContent current, JsonObject sent, SimulatorModes modes)
    {
        if (sent.ContainsKey("transactionId"))
            throw new GraphErrorException(
                400,
                "ErrorInvalidPropertySet",
                "The property 'transactionId' can only be set when the event is created.");
        return new EventReader(current, modes.StripBodyMarks).Read(sent, modes);
    }

    private EventRequest Read(JsonObject sent, SimulatorModes modes)
    {
        var plain = EventSchema.Properties.Read(sent, content.Plain, Apply);
        content = content with { Plain = plain };
        CheckTimes();
        if (content.Recurrence is not null)
            content = SeriesStart.Align(content, recurrenceSent: sent["recurrence"] is not null);
        if (modes.TruncateSubject)
            content = content with { Plain = Subjects.Cut(content.Plain) };
        if (sent.ContainsKey("attendees"))
            Addresses.Check([.. content.Attendees.Select(attendee => attendee.Address)], modes);
        return new EventRequest(content, wantsMeeting, transactionId);
    }

    private void Apply(string name, JsonNode? value)
    {
        switch (name)
        {
            case "start":
                content = content with { Start = EventTime.Parse(value, name) };
                break;
            case "end":
                content = content with { End = EventTime.Parse(value, name) };
                break;
            case "body":
                content = content with { Body = Html.Read(value, stripMarks) };
                break;
            case "location" or "locations":
                content = content with { Locations = Locations(value) };
                break;
            case "attendees":
                content = content with { Attendees = Attendees(value) };
                break;
            case "singleValueExtendedProperties":
                content = content with { ExtendedProperties = ExtendedProperties.Read(value, content.ExtendedProperties) };
                break;
            case "isOnlineMeeting":
                wantsMeeting = value.Flag() == true;
                break;
            case "transactionId":
                transactionId = value.Text();
                break;
            case "recurrence":
                content = content with { Recurrence = RecurrenceReader.Read(value) };
                break;
        }
    }

    private void CheckTimes()
    {
        if (content.Start == Unset || content.End == Unset)
            throw GraphErrorException.InvalidProperty(content.Start == Unset ? "start" : "end", "it is required.");
        if (content.IsAllDay && !(content.Start.IsMidnight && content.End.IsMidnight))
            throw GraphErrorException.InvalidProperty(
                "start, end", "the start and end of an all-day event need to be set to midnight.");
        if (content.IsAllDay && content.Start.TimeZone != content.End.TimeZone)
            throw GraphErrorException.InvalidProperty(
                "start, end", "the start and end of an all-day event need to be in the same time zone.");
        if (content.IsAllDay && content.End.Local < content.Start.Local.PlusDays(1))
            throw GraphErrorException.InvalidProperty(
                "end", "the duration of an all-day event needs to be at least 24 hours.");
        if (content.End.Instant < content.Start.Instant)
            throw new GraphErrorException(
                400, "ErrorCalendarEndDateIsEarlierThanStartDate", "The end date is earlier than the start date.");
    }

    private static ImmutableList<JsonNode> Locations(JsonNode? value)
    {
        var given = value is JsonObject one ? [one] : value.List().ToList();
        return
        [
            .. given.OfType<JsonObject>()
                .Where(location => location["displayName"].Text() is { Length: > 0 })
                .Select(Location),
        ];
    }

    private static JsonNode Location(JsonObject given)
    {
        var location = given.DeepClone().AsObject();
        location.Remove("@odata.type");
        location.TryAdd("locationType", "default");
        location.TryAdd("uniqueId", location["displayName"].Text());
        location.TryAdd("uniqueIdType", "private");
        return location;
    }

    /// <summary>The list replaces the one before; who stays keeps their answer. An address counts once.</summary>
    private ImmutableList<Attendee> Attendees(JsonNode? value)
    {
        var answered = content.Attendees.ToDictionary(attendee => attendee.Address, StringComparer.OrdinalIgnoreCase);
        var wanted = value.List()
            .Select(Attendee)
            .DistinctBy(attendee => attendee.Address, StringComparer.OrdinalIgnoreCase);
        return [.. wanted.Select(attendee => answered.TryGetValue(attendee.Address, out var before)
            ? attendee with { Response = before.Response, Responded = before.Responded }
            : attendee)];
    }

    private static Attendee Attendee(JsonNode? node)
    {
        var recipient = Addresses.Read(node);
        var type = (node as JsonObject)?["type"]?.GetValue<string>() ?? "required";
        return type is "required" or "optional" or "resource"
            ? new Attendee(recipient.Address, recipient.Name, type)
            : throw new GraphErrorException(
                400,
                "RequestBodyRead",
                $"Cannot convert the literal '{type}' to the expected type 'microsoft.graph.attendeeType'.");
    }
}
