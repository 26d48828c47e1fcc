using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;
using Pathway.GraphSimulator.Queries;

namespace Pathway.GraphSimulator.Attendance;

/// <summary>
/// The attendance reports of a meeting (one a session, the newest 50) and their records
/// (https://learn.microsoft.com/graph/api/meetingattendancereport-list).
/// </summary>
internal sealed class AttendanceRoutes(Exchange exchange, OnlineMeetings meetings)
{
    private const int MostReports = 50;
    private const string Reports = "/users/{user}/onlineMeetings/{meeting}/attendanceReports";

    public void Map(ExchangeRoutes routes)
    {
        routes.Map("GET", Reports, ListReports);
        routes.Map("GET", $"{Reports}/{{report}}", GetReport);
        routes.Map("GET", $"{Reports}/{{report}}/attendanceRecords", ListRecords);
    }

    private GraphAnswer ListReports(GraphCall call)
    {
        var reports = meetings.Find(call).Sessions
            .TakeLast(MostReports)
            .Reverse()
            .Select(session => Report(session, records: []));
        return ODataQuery.From(call, "meetingAttendanceReport").Page(
            call, reports, report => name => report[name], report => report,
            $"users('{call.Values["user"]}')/onlineMeetings('{call.Values["meeting"]}')/attendanceReports");
    }

    private GraphAnswer GetReport(GraphCall call)
    {
        var session = Session(call);
        var expanded = call.QueryValue("expand")?.StartsWith(
            "attendanceRecords", StringComparison.OrdinalIgnoreCase) == true;
        return GraphAnswer.Ok(Report(session, expanded ? [.. Records(call, session)] : []));
    }

    private GraphAnswer ListRecords(GraphCall call) => ODataQuery.From(call, "attendanceRecord").Page(
        call, Records(call, Session(call)), record => name => record[name], record => record, "attendanceRecords");

    private AttendanceSession Session(GraphCall call) =>
        meetings.Find(call).Sessions
            .TakeLast(MostReports)
            .FirstOrDefault(session => session.Id.ToString() == call.Values["report"])
        ?? throw new GraphErrorException(404, "NotFound", "The attendance report was not found.");

    private static JsonObject Report(AttendanceSession session, JsonArray records) => new()
    {
        ["id"] = session.Id.ToString(),
        ["totalParticipantCount"] = session.Records.Count,
        ["meetingStartDateTime"] = Tenant.Moment(session.Start),
        ["meetingEndDateTime"] = Tenant.Moment(
            session.Start.AddSeconds(session.Records.Select(record => record.Seconds).DefaultIfEmpty().Max())),
        ["attendanceRecords"] = records,
    };

    private IEnumerable<JsonObject> Records(GraphCall call, AttendanceSession session)
    {
        var organiser = meetings.OrganiserOf(call);
        return session.Records.Select(record => Record(organiser, session, record));
    }

    private JsonObject Record(Mailbox organiser, AttendanceSession session, AttendanceOf attended)
    {
        var isOrganiser = attended.Email.Equals(organiser.Address, StringComparison.OrdinalIgnoreCase);
        return new JsonObject
        {
            ["id"] = DerivedIds.Guid($"{session.Id} {attended.Email}").ToString(),
            ["emailAddress"] = exchange.Modes.AttendanceWithoutEmail ? null : attended.Email,
            ["totalAttendanceInSeconds"] = attended.Seconds,
            ["role"] = isOrganiser ? "Organizer" : exchange.Modes.AttendeesArePresenters ? "Presenter" : "Attendee",
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
