using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Series;
using Pathway.GraphSimulator.Subscriptions;

namespace Pathway.GraphSimulator.Outlook;

/// <summary>What people do without Graph: answer, edit and remove in Outlook, attend in Teams.</summary>
internal sealed class OutlookRoutes(Exchange exchange, Calendar calendar, ChangeNotifications notifications)
{
    private const int MostOccurrences = 100;

    private static readonly Dictionary<string, string> Responses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["none"] = "none",
        ["notResponded"] = "notResponded",
        ["accept"] = "accepted",
        ["accepted"] = "accepted",
        ["decline"] = "declined",
        ["declined"] = "declined",
        ["tentative"] = "tentativelyAccepted",
        ["tentativelyAccepted"] = "tentativelyAccepted",
    };

    public void Map(IEndpointRouteBuilder app)
    {
        Map(app, "respond", Respond);
        Map(app, "edit", Edit);
        Map(app, "series", MakeSeries);
        Map(app, "remove", Remove);
        Map(app, "attend", Attend);
        Map(app, "lifecycle", Lifecycle);
    }

    private void Map(IEndpointRouteBuilder app, string name, Func<JsonObject, JsonObject> act) =>
        app.MapPost($"/_simulator/{name}", async (HttpRequest request) =>
    {
        try
        {
            if (await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) is not JsonObject body)
                return Results.Problem("an object is expected", statusCode: 400);
            lock (exchange.Gate)
                return Results.Json(act(body), Json.Options);
        }
        catch (GraphErrorException error)
        {
            return Results.Problem(error.Message, statusCode: error.Status);
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            return Results.Problem($"The body cannot be read: {error.Message}", statusCode: 400);
        }
    });

    private (Mailbox Mailbox, StoredEvent Event) EventOf(JsonObject body) =>
        exchange.FindEvent(Text(body, "eventId")) ?? throw GraphErrorException.ItemNotFound();

    private static string Text(JsonObject body, string name) =>
        body[name]?.GetValue<string>() ?? throw new GraphErrorException(400, "BadRequest", $"'{name}' is missing.");

    private JsonObject Respond(JsonObject body)
    {
        var (mailbox, item) = EventOf(body);
        var attendee = Text(body, "attendee");
        if (!Responses.TryGetValue(Text(body, "response"), out var response))
            throw new GraphErrorException(
                400, "BadRequest", $"'response' is one of {string.Join(", ", Responses.Values.Distinct())}.");
        if (!calendar.Respond(mailbox, item, attendee, response))
            throw new GraphErrorException(404, "NotFound", $"'{attendee}' is not invited to this event.");
        return Done(mailbox, item);
    }

    private JsonObject Edit(JsonObject body)
    {
        if (body["eventId"] is null)
        {
            var owner = exchange.Mailbox(body["mailbox"].Text() ?? Busiest());
            return Done(owner, calendar.Create(owner, null, OutlookEdit.ToGraph(body, null)));
        }

        var (mailbox, item) = EventOf(body);
        return Done(mailbox, calendar.Change(mailbox, item, OutlookEdit.ToGraph(body, item)));
    }

    private JsonObject MakeSeries(JsonObject body)
    {
        var owner = exchange.Mailbox(body["mailbox"].Text() ?? Busiest());
        var master = calendar.Create(owner, null, OutlookSeries.ToGraph(body));
        var done = Done(owner, master);
        var shown = new EventSeries(master).Occurrences().Take(MostOccurrences).Select(occurrence => new JsonObject
        {
            ["eventId"] = exchange.IdOf(owner, occurrence, immutable: true),
            ["start"] = occurrence.Content.Start.DateTime,
        });
        done["occurrences"] = new JsonArray([.. shown]);
        return done;
    }

    /// <summary>Whose calendar is meant when none is named: the one that is used.</summary>
    private string Busiest() =>
        exchange.Mailboxes.Where(mailbox => mailbox.Events.Count > 0).MaxBy(mailbox => mailbox.Events.Count)?.Address
        ?? throw new GraphErrorException(400, "BadRequest", "'mailbox' is missing.");

    private JsonObject Remove(JsonObject body)
    {
        var (mailbox, item) = EventOf(body);
        calendar.Remove(mailbox, item);
        return Done(mailbox, item);
    }

    private JsonObject Attend(JsonObject body)
    {
        var (mailbox, item) = EventOf(body);
        if (item.Meeting is null)
            throw new GraphErrorException(400, "BadRequest", "The event has no Teams meeting.");

        var records = (body["records"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(
                record => new AttendanceOf(Text(record, "email"), (int)(record["seconds"]?.GetValue<double>() ?? 0))).ToList();
        var session = new AttendanceSession(
            DerivedIds.Guid($"session {exchange.Stamp} {exchange.NextNumber()}"), item.Content.Start.Instant.ToDateTimeOffset(), records);
        // Teams keeps the sessions of a whole series in its one meeting.
        (item.Occurrence is { } of ? mailbox.Events[of.Master] : item).Sessions.Add(session);
        exchange.Dirty = true;
        var done = Done(mailbox, item);
        done["reportId"] = session.Id.ToString();
        return done;
    }

    private JsonObject Lifecycle(JsonObject body)
    {
        var lifecycleEvent = Text(body, "lifecycleEvent");
        if (!ChangeNotifications.LifecycleEvents.Contains(lifecycleEvent))
            throw new GraphErrorException(
                400,
                "BadRequest",
                $"'lifecycleEvent' is one of {string.Join(", ", ChangeNotifications.LifecycleEvents)}.");
        if (!Guid.TryParse(Text(body, "subscriptionId"), out var id) || !notifications.Lifecycle(id, lifecycleEvent))
            throw new GraphErrorException(
                404, "NotFound", "There is no such subscription with a lifecycleNotificationUrl.");
        return new JsonObject { ["subscriptionId"] = id.ToString() };
    }

    private JsonObject Done(Mailbox mailbox, StoredEvent item) =>
        new() { ["eventId"] = exchange.IdOf(mailbox, item, immutable: true), ["mailbox"] = mailbox.Address };
}
