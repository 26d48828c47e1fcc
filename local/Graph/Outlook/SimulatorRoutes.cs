using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pathway.GraphSimulator.Calendars;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Outlook;

/// <summary>The simulator's own side: what was asked, who got mail, what goes wrong, and a clean start.</summary>
internal sealed class SimulatorRoutes(Exchange exchange, Journal journal, GraphEndpoint endpoint)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/_simulator/requests", Requests);
        app.MapGet("/_simulator/mail", Mail);
        app.MapGet("/_simulator/events", Events);
        app.MapGet("/_simulator/modes", () => Results.Json(exchange.Modes, Json.Options));
        app.MapPut("/_simulator/modes", SetModesAsync);
        app.MapPost("/_simulator/reset", Reset);
    }

    private async Task Requests(HttpContext context, long after = 0)
    {
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        foreach (var entry in journal.After(after))
            await context.Response.WriteAsync(
                JsonSerializer.Serialize(entry, Json.Options) + "\n", context.RequestAborted);
    }

    private IResult Mail(long after = 0, string? to = null)
    {
        lock (exchange.Gate)
        {
            var mails = exchange.Mail.Delivered()
                .Where(
                    mail => mail.N > after && (to is null || mail.To.Equals(to, StringComparison.OrdinalIgnoreCase)));
            return Results.Json(mails.ToList(), Json.Options);
        }
    }

    /// <summary>Every event with everything, of one mailbox or of all.</summary>
    private IResult Events(string? mailbox = null)
    {
        var prefer = new Preferences { ImmutableIds = true };
        lock (exchange.Gate)
        {
            var owners = mailbox is null ? exchange.Mailboxes : [exchange.Mailbox(mailbox)];
            var events = owners.SelectMany(owner => owner.Events.Values.Select(item => Whole(owner, item, prefer)));
            return Results.Text(new JsonArray([.. events]).ToJsonString(Json.Options), "application/json");
        }
    }

    private JsonObject Whole(Mailbox owner, StoredEvent item, Preferences prefer)
    {
        var view = new EventView(exchange, owner, item, prefer);
        var document = new JsonObject { ["mailbox"] = owner.Address };
        foreach (var name in EventView.Names.Append("singleValueExtendedProperties"))
            document[name] = view.Property(name)?.DeepClone();
        if (item.Content.Recurrence is null)
            return document;
        document["cancelledOccurrences"] = view.Property("cancelledOccurrences")?.DeepClone();
        document["exceptionOccurrences"] = new JsonArray([.. item.Exceptions.Values.Select(exception => Whole(owner, exception, prefer))]);
        return document;
    }

    private async Task<IResult> SetModesAsync(HttpRequest request)
    {
        SimulatorModes? modes;
        try
        {
            modes = await JsonSerializer.DeserializeAsync<SimulatorModes>(
                request.Body, Json.Strict, request.HttpContext.RequestAborted);
        }
        catch (JsonException fault)
        {
            return Results.Problem(
                $"{fault.Message} The modes are: {JsonSerializer.Serialize(new SimulatorModes(), Json.Options)}",
                statusCode: 400);
        }

        if ((modes is null ? "an object is expected" : modes.Fault()) is { } wrong)
            return Results.Problem(wrong, statusCode: 400);

        SetModes(modes!);
        return Results.Json(modes, Json.Options);
    }

    public void SetModes(SimulatorModes modes)
    {
        lock (exchange.Gate)
        {
            exchange.Modes = modes;
            exchange.Dirty = true;
            endpoint.Restart();
        }
    }

    public IResult Reset()
    {
        lock (exchange.Gate)
        {
            exchange.Clear();
            journal.Clear();
            endpoint.Restart();
        }

        return Results.NoContent();
    }
}
