using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>The calendars of a mailbox and the events of a window in them.</summary>
internal sealed class CalendarRoutes(Exchange exchange, EventRoutes events)
{
    private const string User = "/users/{user}";

    public void Map(ExchangeRoutes routes)
    {
        routes.Map("GET", $"{User}/calendars", List);
        routes.Map("POST", $"{User}/calendars", Create);
        routes.Map("GET", $"{User}/calendar", Get);
        routes.Map("GET", $"{User}/calendars/{{calendar}}", Get);
        foreach (var owner in new[] { User, $"{User}/calendar", $"{User}/calendars/{{calendar}}" })
            routes.Map("GET", $"{owner}/calendarView", View);
    }

    private GraphAnswer List(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var ids = mailbox.Calendars.Keys.Prepend(mailbox.CalendarId);
        return ODataQuery.From(call, "calendar").Page(
            call, ids, id => name => Render(mailbox, id)[name], id => Render(mailbox, id),
            $"users('{Uri.EscapeDataString(call.Values["user"])}')/calendars");
    }

    private GraphAnswer Create(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var name = call.JsonBody("calendar")["name"].Text()
            ?? throw GraphErrorException.InvalidProperty("name", "it is required.");
        var id = DerivedIds.Opaque($"calendar {mailbox.Id} {exchange.NextNumber()}");
        mailbox.Calendars[id] = name;
        exchange.Dirty = true;
        return new GraphAnswer(201, Render(mailbox, id));
    }

    private GraphAnswer Get(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        return GraphAnswer.Ok(Render(mailbox, EventRoutes.CalendarOf(call, mailbox) ?? mailbox.CalendarId));
    }

    private GraphAnswer View(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var calendar = EventRoutes.CalendarOf(call, mailbox);
        var window = CalendarWindow.From(call);
        return events.List(
            call, mailbox, window.Within(mailbox.Events.Values.Where(item => item.Calendar == calendar)), "calendarView");
    }

    private static JsonObject Render(Mailbox mailbox, string id) => new()
    {
        ["id"] = id,
        ["name"] = mailbox.Calendars.GetValueOrDefault(id, "Calendar"),
        ["isDefaultCalendar"] = id == mailbox.CalendarId,
        ["canEdit"] = true,
        ["allowedOnlineMeetingProviders"] = new JsonArray("teamsForBusiness"),
        ["defaultOnlineMeetingProvider"] = "teamsForBusiness",
        ["owner"] = new JsonObject { ["name"] = mailbox.DisplayName, ["address"] = mailbox.Address },
    };
}
