using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>
/// <c>calendarView/delta</c> (https://learn.microsoft.com/graph/delta-query-events): a first round tells all events of the
/// window, each later one what changed since; a changed event outside the window is told as removed.
/// </summary>
internal sealed class DeltaRoutes(Exchange exchange, EventRoutes events)
{
    private const int DefaultPage = 10;

    /// <summary>All that delta says of an occurrence; the rest is the master's.</summary>
    private static readonly string[] OfOccurrence = ["@odata.etag", "seriesMasterId", "type", "id", "start", "end"];

    private static readonly string[] Unsupported = ["select", "filter", "expand", "orderby", "search", "top"];

    public void Map(ExchangeRoutes routes)
    {
        foreach (var owner in new[] { "/users/{user}", "/users/{user}/calendar", "/users/{user}/calendars/{calendar}" })
        {
            routes.Map("GET", $"{owner}/calendarView/delta", Answer);
            routes.Map("GET", $"{owner}/calendarView/delta()", Answer);
        }
    }

    private GraphAnswer Answer(GraphCall call)
    {
        if (Unsupported.Where(call.Query.ContainsKey).ToList() is { Count: > 0 } refused)
            throw new GraphErrorException(
                400,
                "ErrorInvalidUrlQuery",
                "The following parameters are not supported with change tracking over the 'CalendarView' resource: "
                    + $"'{string.Join(", ", refused.Select(name => $"${name}"))}'.");

        var mailbox = exchange.Mailbox(call.Values["user"]);
        var token = TokenOf(call);
        if (exchange.Modes.EmptyPages && token.Step == DeltaStep.Fresh)
            return Page(call, [], NextLink(call, token with { Step = DeltaStep.EmptyPageGiven }));

        var (entries, next) = Entries(call, mailbox, token);
        return Page(call, entries, Link(call, token, next));
    }

    private DeltaLink Link(GraphCall call, DeltaToken token, DeltaToken? next)
    {
        if (exchange.Modes.LoopingNextLink)
            return NextLink(call, token);
        if (exchange.Modes.RepeatedPages && token.Step != DeltaStep.PageGivenOnce)
            return NextLink(call, token with { Step = DeltaStep.PageGivenOnce });
        if (next is not null)
            return NextLink(call, next);
        var fresh = token with { Since = token.Until, Until = 0, After = 0, AfterEvent = 0, Step = DeltaStep.Fresh };
        return new DeltaLink("@odata.deltaLink", $"{Address(call)}?$deltatoken={fresh.Encode()}");
    }

    private DeltaToken TokenOf(GraphCall call)
    {
        var isDelta = call.QueryValue("deltatoken") is not null;
        if ((call.QueryValue("deltatoken") ?? call.QueryValue("skiptoken")) is not { } text)
            return DeltaToken.First(CalendarWindow.From(call), exchange.SyncStamp, exchange.LastChange);

        var token = DeltaToken.Decode(text);
        if (token.Stamp != exchange.SyncStamp || (isDelta && exchange.Modes.DeltaGone))
            throw new GraphErrorException(
                410, "SyncStateNotFound", "The sync state generation is not found; a full synchronization is needed.");
        return token.Until == 0 ? token with { Until = exchange.LastChange } : token;
    }

    /// <summary>One page, and the token of the next; null after the last.</summary>
    private (List<JsonObject> Entries, DeltaToken? Next) Entries(GraphCall call, Mailbox mailbox, DeltaToken token)
    {
        var calendar = EventRoutes.CalendarOf(call, mailbox);
        var size = Preferences.From(call).MaxPageSize ?? DefaultPage;
        size = Math.Min(size, call.LargestPage ?? size);
        var ahead = new DeltaEntries(
            mailbox, token, tellsCancelledOccurrences: !exchange.Modes.CancelledOccurrencesUntold).All()
            .Where(entry => entry.Event.Calendar == calendar && entry.IsAfter(token))
            .OrderBy(entry => entry.Order).ThenBy(entry => entry.Event.Number).Take(size + 1).ToList();
        var page = ahead.Take(size).Select(entry => Render(call, mailbox, entry)).ToList();
        if (ahead.Count <= size)
            return (page, null);
        var last = ahead[size - 1];
        return (page, token with { After = last.Order, AfterEvent = last.Event.Number, Step = DeltaStep.Fresh });
    }

    private JsonObject Render(GraphCall call, Mailbox mailbox, DeltaEntry entry)
    {
        if (entry.IsRemoved)
        {
            return new JsonObject
            {
                ["id"] = exchange.IdOf(mailbox, entry.Event, Preferences.From(call).ImmutableIds),
                ["@removed"] = new JsonObject { ["reason"] = "deleted" },
            };
        }

        var isPlainOccurrence = entry.Event.Occurrence is { IsException: false };
        var document = events.Render(
            call, mailbox, entry.Event, new ODataQuery(), names: isPlainOccurrence ? OfOccurrence : null);
        document.Insert(0, "@odata.type", "#microsoft.graph.event");
        return document;
    }

    private static GraphAnswer Page(GraphCall call, IEnumerable<JsonObject> entries, DeltaLink link) =>
        GraphAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = $"{call.Base}/$metadata#Collection(event)",
            ["value"] = new JsonArray([.. entries]),
            [link.Name] = link.Url,
        });

    private static DeltaLink NextLink(GraphCall call, DeltaToken token) =>
        new("@odata.nextLink", $"{Address(call)}?$skiptoken={token.Encode()}");

    private static string Address(GraphCall call) =>
        call.Base + Uri.EscapeDataString(call.Path).Replace("%2F", "/", StringComparison.Ordinal);

    private sealed record DeltaLink(string Name, string Url);
}
