using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Attendance;

/// <summary>
/// A Teams meeting by its join link or id, and its options. Teams knows a meeting after its event is gone.
/// </summary>
internal sealed class OnlineMeetings(Exchange exchange)
{
    private const string Meetings = "/users/{user}/onlineMeetings";

    public void Map(ExchangeRoutes routes)
    {
        routes.Map("GET", Meetings, ByJoinUrl);
        routes.Map("GET", $"{Meetings}/{{meeting}}", call => GraphAnswer.Ok(Render(OrganiserOf(call), Find(call))));
        routes.Map("PATCH", $"{Meetings}/{{meeting}}", Change);
    }

    public Mailbox OrganiserOf(GraphCall call)
    {
        if (!Guid.TryParse(call.Values["user"], out var id))
            throw new GraphErrorException(
                404, "NotFound", "The user is named by an object id here; a user principal name is not found.");
        if (exchange.Modes.NoAccessPolicy)
            throw new GraphErrorException(403, "Forbidden", "No Application Access Policy found for this app.");
        return exchange.Mailbox(id.ToString());
    }

    public StoredEvent Find(GraphCall call) =>
        WithMeeting(OrganiserOf(call)).FirstOrDefault(item => item.Meeting!.Id == call.Values["meeting"])
            ?? throw new GraphErrorException(404, "NotFound", "The meeting was not found.");

    /// <summary>Every meeting with its options, for who looks in from outside.</summary>
    public JsonArray All() =>
    [
        .. exchange.Mailboxes.SelectMany(mailbox => WithMeeting(mailbox).Select(item =>
        {
            var meeting = Render(mailbox, item);
            meeting.Insert(0, "mailbox", mailbox.Address);
            meeting.Insert(1, "eventId", exchange.IdOf(mailbox, item, immutable: true));
            return meeting;
        })),
    ];

    private static IEnumerable<StoredEvent> WithMeeting(Mailbox mailbox) =>
        mailbox.Events.Values.Concat(mailbox.Removed).Where(item => item.Meeting is not null);

    private GraphAnswer ByJoinUrl(GraphCall call)
    {
        var mailbox = OrganiserOf(call);
        var query = ODataQuery.From(call);
        if (query.Filter is null)
            throw GraphErrorException.BadRequest(
                "Filter expression expected - /onlineMeetings?$filter=JoinWebUrl%20eq%20'{joinWebUrl}'.");
        return query.Page(
            call, WithMeeting(mailbox), item => name => FilterProperty(item, name), item => Render(mailbox, item),
            $"users('{call.Values["user"]}')/onlineMeetings");
    }

    private static JsonNode FilterProperty(StoredEvent item, string name) =>
        name.Equals("JoinWebUrl", StringComparison.OrdinalIgnoreCase)
        ? item.Meeting!.JoinUrl
        : throw GraphErrorException.BadRequest($"The property '{name}' cannot be used in the $filter query option.");

    private GraphAnswer Change(GraphCall call)
    {
        if (exchange.Modes.MeetingsReadOnly)
        {
            throw new GraphErrorException(
                403, "Forbidden", "Missing role permissions on the request. The API requires one of 'OnlineMeetings.ReadWrite.All'.");
        }

        var item = Find(call);
        var options = item.Meeting!.Options.With(call.JsonBody("onlineMeeting"));
        item.Meeting = item.Meeting with { Options = options };
        exchange.Dirty = true;
        return GraphAnswer.Ok(Render(OrganiserOf(call), item));
    }

    private static JsonObject Render(Mailbox organiser, StoredEvent item)
    {
        var document = new JsonObject
        {
            ["id"] = item.Meeting!.Id,
            ["creationDateTime"] = Tenant.Moment(item.Created),
            ["startDateTime"] = Tenant.Moment(item.Content.Start.Instant.ToDateTimeOffset()),
            ["endDateTime"] = Tenant.Moment(item.Content.End.Instant.ToDateTimeOffset()),
            ["joinWebUrl"] = item.Meeting.JoinUrl,
            ["subject"] = item.Content.Subject,
        };
        foreach (var (name, value) in item.Meeting.Options.Render(organiser.Address))
            document[name] = value?.DeepClone();
        return document;
    }
}
