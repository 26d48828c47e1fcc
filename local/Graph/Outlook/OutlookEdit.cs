using System.Text.Json.Nodes;
using NodaTime.Text;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Schema;

namespace Pathway.GraphSimulator.Outlook;

/// <summary>
/// Turns what a person does in Outlook into the event's Graph properties. Values may be short: a time or a place as text,
/// attendees as addresses, one category as <c>category</c>. As in Outlook, moving the start keeps the duration and
/// rewriting the text keeps the Teams block.
/// </summary>
internal static class OutlookEdit
{
    private static readonly string[] Addressing = ["eventId", "mailbox", "timeZone"];

    public static JsonObject ToGraph(JsonObject edit, StoredEvent? item)
    {
        var zone = edit["timeZone"].Text() ?? item?.Content.Start.TimeZone ?? "UTC";
        var graph = new JsonObject();
        foreach (var (name, value) in edit.Where(property => !Addressing.Contains(property.Key)))
        {
            graph[name == "category" ? "categories" : name] = name switch
            {
                "start" or "end" => Time(value, zone),
                "location" when value is JsonValue => new JsonObject { ["displayName"] = value.DeepClone() },
                "category" => new JsonArray(value?.DeepClone()),
                "body" => Body(value, item),
                "attendees" => Attendees(value),
                _ => value?.DeepClone(),
            };
        }

        if (item is not null && graph.ContainsKey("start") && !graph.ContainsKey("end"))
            graph["end"] = MovedEnd(item.Content, EventTime.Parse(graph["start"], "start"));
        GraphSchema.Check("event", graph);
        return graph;
    }

    private static JsonNode? Time(JsonNode? value, string zone)
    {
        if (value is not JsonValue)
            return value?.DeepClone();

        var text = value.GetValue<string>();
        var isInstant = OffsetDateTimePattern.ExtendedIso.Parse(text).Success;
        return new JsonObject { ["dateTime"] = text, ["timeZone"] = isInstant ? "UTC" : zone };
    }

    private static JsonObject MovedEnd(EventContent before, EventTime start)
    {
        var end = start.Local + (before.End.Local - before.Start.Local);
        return new JsonObject
        {
            ["dateTime"] = LocalDateTimePattern.ExtendedIso.Format(end),
            ["timeZone"] = start.TimeZone,
        };
    }

    private static JsonObject Body(JsonNode? value, StoredEvent? item)
    {
        var document = value is JsonValue text ? Html.Document(text.GetValue<string>()) : Html.Read(value);
        if (item?.Meeting is { } meeting && !meeting.IsIn(document))
            document = Html.AppendToBody(document, meeting.Block);
        return new JsonObject { ["contentType"] = "html", ["content"] = document };
    }

    private static JsonArray Attendees(JsonNode? value) =>
    [
        .. (value as JsonArray ?? []).Select(attendee => attendee is JsonValue address
            ? Addresses.Render(address.GetValue<string>(), "")
            : attendee?.DeepClone()),
    ];
}
