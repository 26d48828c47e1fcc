using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Attendance;

/// <summary>
/// A Teams meeting by its join link, its attendance reports (one a session) and their records
/// (https://learn.microsoft.com/graph/api/meetingattendancereport-list). Teams knows a meeting after its event is gone.
/// </summary>
internal sealed class AttendanceRoutes(Exchange exchange)
{
    private const int MostReports = 50;
    private const string Meetings = "/users/{user}/onlineMeetings";
    private const string Reports = $"{Meetings}/{{meeting}}/attendanceReports";

    public void Map(ExchangeRoutes routes)
    {
        routes.Map("GET", Meetings, ByJoinUrl);
        routes.Map("GET", $"{Meetings}/{{meeting}}", call => GraphAnswer.Ok(Render(OrganiserOf(call), Find(call))));
        routes.Map("GET", Reports, ListReports);
        routes.Map("GET", $"{Reports}/{{report}}", GetReport);
        routes.Map("GET", $"{Reports}/{{report}}/attendanceRecords", ListRecords);
    }

    private Mailbox OrganiserOf(GraphCall call)
    {
        if (!Guid.TryParse(call.Values["user"], out var id))
            throw new GraphErrorException(404, "NotFound", "The user is named by an object id here; a user principal name is not found.");
        if (exchange.Modes.NoAccessPolicy)
            throw new GraphErrorException(403, "Forbidden", "No Application Access Policy found for this app.");
        return exchange.Mailbox(id.ToString());
    }

    private static IEnumerable<StoredEvent> WithMeeting(Mailbox mailbox) => mailbox.Events.Values.Concat(mailbox.Removed).Where(item => item.Meeting is not null);

    private StoredEvent Find(GraphCall call)
    {
        var mailbox = OrganiserOf(call);
        return WithMeeting(mailbox).FirstOrDefault(item => item.Meeting!.Id == call.Values["meeting"])
            ?? throw new GraphErrorException(404, "NotFound", "The meeting was not found.");
    }

    private GraphAnswer ByJoinUrl(GraphCall call)
    {
        var mailbox = OrganiserOf(call);
        var query = ODataQuery.Of(call);
        if (query.Filter is null)
            throw GraphErrorException.BadRequest("Filter expression expected - /onlineMeetings?$filter=JoinWebUrl%20eq%20'{joinWebUrl}'.");
        return query.Page(call, WithMeeting(mailbox), item => name => FilterProperty(item, name), item => Render(mailbox, item), $"users('{call.Values["user"]}')/onlineMeetings");
    }

    private static JsonNode FilterProperty(StoredEvent item, string name) => name.Equals("JoinWebUrl", StringComparison.OrdinalIgnoreCase)
        ? item.Meeting!.JoinUrl
        : throw GraphErrorException.BadRequest($"The property '{name}' cannot be used in the $filter query option.");

    private GraphAnswer ListReports(GraphCall call)
    {
        var item = Find(call);
        return GraphAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = $"{call.Base}/$metadata#users('{call.Values["user"]}')/onlineMeetings('{item.Meeting!.Id}')/attendanceReports",
            ["value"] = new JsonArray([.. item.Sessions.TakeLast(MostReports).Reverse().Select(session => Report(session, records: []))]),
        });
    }

    private GraphAnswer GetReport(GraphCall call)
    {
        var session = Session(call);
        var expanded = call.QueryValue("expand")?.StartsWith("attendanceRecords", StringComparison.OrdinalIgnoreCase) == true;
        return GraphAnswer.Ok(Report(session, expanded ? Records(call, session) : []));
    }

    private GraphAnswer ListRecords(GraphCall call) => GraphAnswer.Ok(new JsonObject { ["value"] = Records(call, Session(call)) });

    private AttendanceSession Session(GraphCall call) =>
        Find(call).Sessions.FirstOrDefault(session => session.Id.ToString() == call.Values["report"])
        ?? throw new GraphErrorException(404, "NotFound", "The attendance report was not found.");

    private static JsonObject Render(Mailbox organiser, StoredEvent item) => new()
    {
        ["id"] = item.Meeting!.Id,
        ["creationDateTime"] = Tenant.Moment(item.Created),
        ["startDateTime"] = Tenant.Moment(item.Content.Start.Instant.ToDateTimeOffset()),
        ["endDateTime"] = Tenant.Moment(item.Content.End.Instant.ToDateTimeOffset()),
        ["joinWebUrl"] = item.Meeting.JoinUrl,
        ["subject"] = item.Content.Subject,
        ["participants"] = new JsonObject
        {
            ["organizer"] = new JsonObject { ["upn"] = organiser.Address, ["role"] = "presenter" },
        },
    };

    private static JsonObject Report(AttendanceSession session, JsonArray records) => new()
    {
        ["id"] = session.Id.ToString(),
        ["totalParticipantCount"] = session.Records.Count,
        ["meetingStartDateTime"] = Tenant.Moment(session.Start),
        ["meetingEndDateTime"] = Tenant.Moment(session.Start.AddSeconds(session.Records.Select(record => record.Seconds).DefaultIfEmpty().Max())),
        ["attendanceRecords"] = records,
    };

    private JsonArray Records(GraphCall call, AttendanceSession session)
    {
        var organiser = OrganiserOf(call);
        return [.. session.Records.Select(record => Record(organiser, session, record))];
    }

    private static JsonObject Record(Mailbox organiser, AttendanceSession session, AttendanceOf attended)
    {
        var isOrganiser = attended.Email.Equals(organiser.Address, StringComparison.OrdinalIgnoreCase);
        return new JsonObject
        {
            ["id"] = DerivedIds.Guid($"{session.Id} {attended.Email}").ToString(),
            ["emailAddress"] = attended.Email,
            ["totalAttendanceInSeconds"] = attended.Seconds,
            ["role"] = isOrganiser ? "Organizer" : "Attendee",
            ["identity"] = new JsonObject
            {
                ["id"] = Exchange.ObjectId(attended.Email).ToString(),
                ["displayName"] = attended.Email.Split('@')[0],
                ["tenantId"] = Tenant.Id,
            },
            ["attendanceIntervals"] = new JsonArray(new JsonObject
            {
                ["joinDateTime"] = Tenant.Moment(session.Start),
                ["leaveDateTime"] = Tenant.Moment(session.Start.AddSeconds(attended.Seconds)),
                ["durationInSeconds"] = attended.Seconds,
            }),
        };
    }
}
