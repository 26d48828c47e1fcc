using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Calendars;

/// <summary><c>/users/{id}/events</c> and the same through a calendar.</summary>
internal sealed class EventRoutes(Exchange exchange, Calendar calendar)
{
    private const string User = "/users/{user}";

    public void Map(ExchangeRoutes routes)
    {
        foreach (var owner in new[] { User, $"{User}/calendar", $"{User}/calendars/{{calendar}}" })
        {
            routes.Map("POST", $"{owner}/events", Create);
            routes.Map("GET", $"{owner}/events", List);
            routes.Map("GET", $"{owner}/events/{{event}}", Get);
            routes.Map("PATCH", $"{owner}/events/{{event}}", Change);
            routes.Map("DELETE", $"{owner}/events/{{event}}", call => Remove(call, isCancelled: false));
            routes.Map("POST", $"{owner}/events/{{event}}/cancel", call => Remove(call, isCancelled: true));
            routes.Map("GET", $"{owner}/events/{{event}}/instances", Instances);
            routes.Map("POST", $"{owner}/events/{{event}}/move", MoveBack);
        }
    }

    /// <summary>The id of the calendar a call names; null for the default one.</summary>
    public static string? CalendarOf(GraphCall call, Mailbox mailbox) =>
        call.Values.GetValueOrDefault("calendar") switch
        {
            null => null,
            { } id when id == mailbox.CalendarId => null,
            { } id when mailbox.Calendars.ContainsKey(id) => id,
            _ => throw GraphErrorException.ItemNotFound(),
        };

    public JsonObject Render(
        GraphCall call, Mailbox mailbox, StoredEvent item, ODataQuery query, bool meetingPending = false, IEnumerable<string>? names = null)
    {
        var view = new EventView(exchange, mailbox, item, Preferences.From(call)) { MeetingPending = meetingPending };
        var document = query.Shape(names ?? EventView.Names, view.Property);
        if (ExtendedProperties.Expanded(item.Content.ExtendedProperties, query.ExpandedProperties) is { } expanded)
            document["singleValueExtendedProperties"] = expanded;
        return document;
    }

    private GraphAnswer Create(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var before = mailbox.Events.Count;
        var item = calendar.Create(mailbox, CalendarOf(call, mailbox), call.JsonBody("event"));
        var isNew = mailbox.Events.Count > before;
        return One(call, mailbox, item, status: 201, meetingPending: isNew && exchange.Modes.OnlineMeetingMissing);
    }

    private GraphAnswer List(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var wanted = CalendarOf(call, mailbox);
        // Without a calendar in the path the list spans all of them.
        var items = mailbox.Events.Values.Where(
            item => !call.Path.Contains("/calendar", StringComparison.OrdinalIgnoreCase) || item.Calendar == wanted);
        return List(call, mailbox, items, "events");
    }

    public GraphAnswer List(GraphCall call, Mailbox mailbox, IEnumerable<StoredEvent> items, string context)
    {
        var query = ODataQuery.From(call, "event");
        var prefer = Preferences.From(call);
        return query.Page(
            call, items, item => new EventView(exchange, mailbox, item, prefer).Property,
            item => Render(call, mailbox, item, query),
            $"users('{Uri.EscapeDataString(call.Values["user"])}')/{context}");
    }

    private GraphAnswer Get(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        return One(call, mailbox, Find(call, mailbox), status: 200);
    }

    private GraphAnswer Change(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var item = Find(call, mailbox);
        CheckMatch(call, mailbox, item);
        return One(call, mailbox, calendar.Change(mailbox, item, call.JsonBody("event")), status: 200);
    }

    private GraphAnswer Remove(GraphCall call, bool isCancelled)
    {
        var comment = isCancelled && call.Body is not null ? call.JsonBody("cancel").Parameter("comment").Text() : null;
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var item = Find(call, mailbox);
        CheckMatch(call, mailbox, item);
        calendar.Remove(mailbox, item, isCancelled, comment);
        return new GraphAnswer(isCancelled ? 202 : 204);
    }

    private GraphAnswer Instances(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var master = Find(call, mailbox);
        var window = CalendarWindow.From(call);
        if (master.Content.Recurrence is null)
            throw new GraphErrorException(
                400, "ErrorInvalidRequest", "Your request can't be completed. The event is not a recurring master.");
        return List(call, mailbox, window.Within([master]), $"events('{call.Values["event"]}')/instances");
    }

    private GraphAnswer MoveBack(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var destination = call.JsonBody("move").Parameter("destinationId").Text();
        var item = exchange.DeletedEvent(mailbox, call.Values["event"]);
        if (destination is not "calendar" && destination != mailbox.CalendarId)
            throw GraphErrorException.NotModelled("moves of an event but to the calendar that it was deleted from");
        if (exchange.Modes.MoveBackRefused)
            throw GraphErrorException.MoveFailed();
        calendar.MoveBack(mailbox, item);
        return One(call, mailbox, item, status: 201);
    }

    private StoredEvent Find(GraphCall call, Mailbox mailbox) => exchange.Event(mailbox, call.Values["event"]);

    private void CheckMatch(GraphCall call, Mailbox mailbox, StoredEvent item)
    {
        if (call.Header("If-Match") is null && call.MeetsConflict)
            throw GraphErrorException.Conflict();
        var current = new EventView(exchange, mailbox, item, new Preferences()).ETag;
        if (call.Header("If-Match") is { } expected && expected.Trim() is not "*" && expected.Trim() != current)
            throw GraphErrorException.Conflict();
    }

    private GraphAnswer One(GraphCall call, Mailbox mailbox, StoredEvent item, int status, bool meetingPending = false)
    {
        var user = Uri.EscapeDataString(call.Values["user"]);
        var document = new JsonObject
        {
            ["@odata.context"] = $"{call.Base}/$metadata#users('{user}')/events/$entity",
        };
        foreach (var (name, value) in Render(call, mailbox, item, ODataQuery.From(call, "event"), meetingPending))
            document[name] = value?.DeepClone();
        return new GraphAnswer(status, document) { Headers = { ["ETag"] = document["@odata.etag"]!.GetValue<string>() } };
    }
}
