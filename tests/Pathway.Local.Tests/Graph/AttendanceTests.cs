using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class AttendanceTests : GraphSimulatorTest
{
    private async Task<(JsonObject Event, string Meetings)> OnlineEvent()
    {
        var body = Masterclass("a@college.example.org");
        body["isOnlineMeeting"] = true;
        var created = await Created(body);
        var organiser = (await Get($"users/{Programme}")).Json["id"];
        return (created, $"users/{organiser}/onlineMeetings");
    }

    private static string Filter(JsonObject created) =>
        $"$filter={Uri.EscapeDataString($"JoinWebUrl eq '{created["onlineMeeting"]!["joinUrl"]}'")}";

    private Task<Answer> Attend(JsonObject created, string email, int seconds) =>
        Control(HttpMethod.Post, "attend", new JsonObject
        {
            ["eventId"] = Id(created),
            ["records"] = new JsonArray(new JsonObject { ["email"] = email, ["seconds"] = seconds }),
        });

    [Fact]
    public async Task Every_session_is_a_report_with_its_records()
    {
        var (created, meetings) = await OnlineEvent();
        await Attend(created, "a@college.example.org", 1800);
        await Attend(created, Programme, 3600);

        var found = await Get($"{meetings}?{Filter(created)}");
        var reports = await Get($"{meetings}/{Id(found.Values.Single())}/attendanceReports");
        var records = await Get(
            $"{meetings}/{Id(found.Values[0])}/attendanceReports/{Id(reports.Values[1])}/attendanceRecords");
        var newest = await Get(
            $"{meetings}/{Id(found.Values[0])}/attendanceReports/{Id(reports.Values[0])}?$expand=attendanceRecords");

        Assert.Equal(2, reports.Values.Count);
        Assert.All(reports.Values, report => Assert.Empty(report["attendanceRecords"]!.AsArray()));
        var record = records.Values.Single();
        Assert.Equal(
            ("a@college.example.org", 1800, "Attendee"),
            (record["emailAddress"]!.GetValue<string>(), record["totalAttendanceInSeconds"]!.GetValue<int>(), record["role"]!.GetValue<string>()));
        Assert.Equal(1800, record["attendanceIntervals"]![0]!["durationInSeconds"]!.GetValue<int>());
        Assert.Equal("Organizer", newest.Json["attendanceRecords"]![0]!["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nobody_has_been_there_until_somebody_was()
    {
        var (created, meetings) = await OnlineEvent();

        var found = await Get($"{meetings}?{Filter(created)}");

        Assert.Empty((await Get($"{meetings}/{Id(found.Values.Single())}/attendanceReports")).Values);
    }

    [Fact]
    public async Task The_organiser_must_be_named_by_object_id_and_the_meeting_by_filter()
    {
        var (created, meetings) = await OnlineEvent();

        Assert.Equal(404, (await Get($"users/{Programme}/onlineMeetings?{Filter(created)}")).Status);
        Assert.Equal(400, (await Get(meetings)).Status);
        Assert.Empty((await Get($"{meetings}?$filter=JoinWebUrl eq 'https://teams.microsoft.com/other'")).Values);
    }

    [Fact]
    public async Task A_meeting_is_known_after_its_event_is_gone()
    {
        var (created, meetings) = await OnlineEvent();
        await Delete($"{Events}/{Id(created)}");

        Assert.Single((await Get($"{meetings}?{Filter(created)}")).Values);
    }

    [Fact]
    public async Task Where_everybody_presents_only_the_organiser_is_told_apart()
    {
        var (created, meetings) = await OnlineEvent();
        await Control(HttpMethod.Post, "attend", new JsonObject
        {
            ["eventId"] = Id(created),
            ["records"] = new JsonArray(
                new JsonObject { ["email"] = "a@college.example.org", ["seconds"] = 60 }, new JsonObject { ["email"] = Programme, ["seconds"] = 60 }),
        });
        Simulator.Modes = new() { AttendeesArePresenters = true, AttendanceWithoutEmail = true };

        var found = await Get($"{meetings}?{Filter(created)}");
        var reports = $"{meetings}/{Id(found.Values.Single())}/attendanceReports";
        var records = await Get($"{reports}/{Id((await Get(reports)).Values.Single())}/attendanceRecords");

        Assert.Equal(["Presenter", "Organizer"], records.Values.Select(record => record["role"]!.GetValue<string>()));
        Assert.All(records.Values, record => Assert.Null(record["emailAddress"]));
        Assert.All(records.Values, record => Assert.NotNull(record["identity"]!["tenantId"]));
    }

    [Fact]
    public async Task The_newest_fifty_reports_come_in_pages()
    {
        var (created, meetings) = await OnlineEvent();
        for (var session = 1; session <= 52; session++)
            await Attend(created, "a@college.example.org", session);
        var found = await Get($"{meetings}?{Filter(created)}");
        var (ids, link) = (new List<string>(), (string?)$"{meetings}/{Id(found.Values.Single())}/attendanceReports");

        while (link is not null)
        {
            var page = await Get(link);
            ids.AddRange(page.Values.Select(Id));
            link = page.Json["@odata.nextLink"]?.GetValue<string>();
        }

        Assert.Equal(50, ids.Distinct().Count());
    }

    [Fact]
    public async Task The_sessions_of_a_series_are_in_its_one_meeting()
    {
        var made = await Control(HttpMethod.Post, "series", JsonNode.Parse($$$"""
            {"mailbox":"{{{Programme}}}","subject":"Clinical skills","isOnlineMeeting":true,"weekly":{"day":"tuesday","from":"2026-12-01","times":2}}
            """));
        var days = made.Json["occurrences"]!.AsArray();
        foreach (var day in days)
            await Control(
                HttpMethod.Post,
                "attend",
                new JsonObject { ["eventId"] = day!["eventId"]!.DeepClone(), ["records"] = new JsonArray(new JsonObject { ["email"] = "a@college.example.org", ["seconds"] = 60 }) });

        var master = (await Get($"{Events}/{made.Json["eventId"]}")).Json;
        var meetings = $"users/{(await Get($"users/{Programme}")).Json["id"]}/onlineMeetings";
        var reports = await Get(
            $"{meetings}/{Id((await Get($"{meetings}?{Filter(master)}")).Values.Single())}/attendanceReports");

        Assert.Equal(
            ["2026-12-08", "2026-12-01"],
            reports.Values.Select(report => report["meetingStartDateTime"]!.GetValue<string>()[..10]));
    }

    [Fact]
    public async Task Without_the_policy_it_is_forbidden()
    {
        var (created, meetings) = await OnlineEvent();
        Simulator.Modes = new() { NoAccessPolicy = true };

        var answer = await Get($"{meetings}?{Filter(created)}");

        Assert.Equal(403, answer.Status);
        Assert.Equal(
            "No Application Access Policy found for this app.", answer.Json["error"]!["message"]!.GetValue<string>());
    }
}
