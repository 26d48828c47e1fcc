using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pathway.GraphSimulator.Attendance;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Schema;

namespace Pathway.GraphSimulator.Outlook;

/// <summary>
/// What is there, as a whole: the mailboxes' state to keep and bring back, the meetings with their options, the
/// schema.
/// </summary>
internal sealed class StateRoutes(Exchange exchange, OnlineMeetings meetings)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/_simulator/state", Get);
        app.MapPut("/_simulator/state", PutAsync);
        app.MapGet("/_simulator/meetings", Meetings);
        app.MapGet(
            "/_simulator/schema",
            () => Results.Text(GraphSchema.Render().ToJsonString(Json.Options), "application/json"));
    }

    private IResult Get()
    {
        lock (exchange.Gate)
            return Results.Bytes(
                JsonSerializer.SerializeToUtf8Bytes(exchange.State(), Json.Options), "application/json");
    }

    private async Task<IResult> PutAsync(HttpRequest request)
    {
        try
        {
            var sent = await JsonSerializer.DeserializeAsync<ExchangeState>(
                request.Body, Json.Options, request.HttpContext.RequestAborted);
            if (sent is not { } state)
                return Results.Problem("an answer of GET /_simulator/state is expected", statusCode: 400);
            lock (exchange.Gate)
                exchange.BringBack(state);
            return Results.NoContent();
        }
        catch (JsonException fault)
        {
            return Results.Problem($"This is not an answer of GET /_simulator/state: {fault.Message}", statusCode: 400);
        }
    }

    private IResult Meetings()
    {
        lock (exchange.Gate)
            return Results.Text(meetings.All().ToJsonString(Json.Options), "application/json");
    }
}
