using System.Text.Json.Nodes;
using NodaTime;
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
        return GraphAnswer.Ok(new JsonObject { ["value"] = new JsonArray([.. ids.Select(id => Render(mailbox, id))]) });
    }

    private GraphAnswer Create(GraphCall call)
    {
        var mailbox = exchange.Mailbox(call.Values["user"]);
        var name = call.JsonBody()["name"]?.GetValue<string>() ?? throw GraphErrorException.InvalidProperty("name", "it is required.");
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
        var window = CalendarWindow.Of(call);
        var query = ODataQuery.Of(call);
        var prefer = Preferences.Of(call);
        return query.Page(
            call, mailbox.Events.Values.Where(item => item.Calendar == calendar && window.Contains(item)),
            item => new EventView(exchange, mailbox, item, prefer).Property, item => events.Render(call, mailbox, item, query),
            $"users('{Uri.EscapeDataString(call.Values["user"])}')/calendarView");
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

/// <summary>The time between <c>startDateTime</c> and <c>endDateTime</c>.</summary>
internal sealed record CalendarWindow(Instant Start, Instant End)
{
    private static readonly Duration Longest = Duration.FromDays(1825);

    public static CalendarWindow Of(GraphCall call)
    {
        if (call.QueryValue("startDateTime") is not { Length: > 0 } start || call.QueryValue("endDateTime") is not { Length: > 0 } end)
            throw new GraphErrorException(400, "ErrorInvalidParameter", "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.");

        var window = new CalendarWindow(EventTime.ParseWindow(start, "StartDateTime"), EventTime.ParseWindow(end, "EndDateTime"));
        if (window.End < window.Start)
            throw new GraphErrorException(400, "ErrorInvalidParameter", "The value of parameter 'EndDateTime' must be greater than or equal to the value of parameter 'StartDateTime'.");
        return window.End - window.Start <= Longest
            ? window
            : throw new GraphErrorException(400, "ErrorCalendarViewRangeTooBig", "The range between the start and end dates is greater than the allowed range. Maximum number of days: 1825.");
    }

    /// <summary>An event belongs to a window that it overlaps.</summary>
    public bool Contains(StoredEvent item) =>
        item.Content.Start.Instant < End && (item.Content.End.Instant > Start || item.Content.Start.Instant == Start);
}
