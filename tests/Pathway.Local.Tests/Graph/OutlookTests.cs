using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

/// <summary>What people do without Graph, through the simulator's own side.</summary>
public sealed class OutlookTests : GraphSimulatorTest
{
    private const string A = "a@college.example.org";

    private async Task<JsonObject> OnlineEvent()
    {
        var body = Masterclass(A);
        body["isOnlineMeeting"] = true;
        return await Created(body);
    }

    [Theory]
    [InlineData("accepted", "accepted")]
    [InlineData("tentative", "tentativelyAccepted")]
    [InlineData("decline", "declined")]
    public async Task An_answer_shows_on_the_event_and_mails_nobody(string response, string expected)
    {
        var created = await Created(Masterclass(A));

        var answer = await Control(
            HttpMethod.Post,
            "respond",
            new JsonObject { ["eventId"] = Id(created), ["attendee"] = A.ToUpperInvariant(), ["response"] = response });
        var read = await Get($"{Events}/{Id(created)}");

        Assert.Equal(200, answer.Status);
        Assert.Equal(expected, read.Json["attendees"]![0]!["status"]!["response"]!.GetValue<string>());
        Assert.Equal(
            "2026-11-23T09:00:00.0000000Z", read.Json["attendees"]![0]!["status"]!["time"]!.GetValue<string>());
        Assert.NotEqual(created["@odata.etag"]!.GetValue<string>(), read.Json["@odata.etag"]!.GetValue<string>());
        Assert.Single(Simulator.Mail);
    }

    [Fact]
    public async Task An_edit_mails_like_any_update_and_keeps_duration_and_meeting()
    {
        var created = await OnlineEvent();

        var answer = await Control(
            HttpMethod.Post,
            "edit",
            new JsonObject { ["eventId"] = Id(created), ["start"] = "2026-12-01T14:00", ["body"] = "<p>By hand.</p>", ["location"] = "Hall 2" });
        var read = (await Get($"{Events}/{Id(created)}")).Json;

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ("2026-12-01T14:00:00.0000000", "2026-12-01T15:00:00.0000000"),
            (read["start"]!["dateTime"]!.GetValue<string>(), read["end"]!["dateTime"]!.GetValue<string>()));
        Assert.Equal(
            created["onlineMeeting"]!["joinUrl"]!.GetValue<string>(),
            read["onlineMeeting"]!["joinUrl"]!.GetValue<string>());
        Assert.Contains("<p>By hand.</p>", read["body"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Hall 2", read["location"]!["displayName"]!.GetValue<string>());
        Assert.Equal([$"invite {A}", $"update {A}"], Mailed());
    }

    [Fact]
    public async Task A_time_with_an_offset_is_that_moment()
    {
        var created = await Created(Masterclass());

        await Control(
            HttpMethod.Post,
            "edit",
            new JsonObject { ["eventId"] = Id(created), ["start"] = "2026-12-02T12:00:00+02:00", ["end"] = "2026-12-02T11:00:00Z" });
        var read = (await Get($"{Events}/{Id(created)}")).Json;

        Assert.Equal(
            ("2026-12-02T10:00:00.0000000", "2026-12-02T11:00:00.0000000"),
            (read["start"]!["dateTime"]!.GetValue<string>(), read["end"]!["dateTime"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_event_can_be_made_by_hand()
    {
        var answer = await Control(HttpMethod.Post, "edit", new JsonObject
        {
            ["mailbox"] = Programme,
            ["subject"] = "Ward visit",
            ["start"] = "2026-12-03T09:00",
            ["end"] = "2026-12-03T10:00",
            ["timeZone"] = "Europe/London",
            ["categories"] = new JsonArray("Pathway"),
            ["attendees"] = new JsonArray(A),
        });

        var made = (await Get($"{Events}/{answer.Json["eventId"]}")).Json;
        Assert.Equal("Ward visit", made["subject"]!.GetValue<string>());
        Assert.Equal("Pathway", made["categories"]![0]!.GetValue<string>());
        Assert.Equal([$"invite {A}"], Mailed());
    }

    [Fact]
    public async Task Removing_tells_everybody()
    {
        var created = await Created(Masterclass(A));

        await Control(HttpMethod.Post, "remove", new JsonObject { ["eventId"] = Id(created) });

        Assert.Equal(404, (await Get($"{Events}/{Id(created)}")).Status);
        Assert.Equal([$"cancel {A}", $"invite {A}"], Mailed());
    }

    [Theory]
    [InlineData("respond", """{"eventId":"nothing","attendee":"a@college.example.org","response":"accepted"}""", 404)]
    [InlineData("respond", """{"eventId":"EVENT","attendee":"nobody@college.example.org","response":"accepted"}""", 404)]
    [InlineData("respond", """{"eventId":"EVENT","attendee":"a@college.example.org","response":"maybe"}""", 400)]
    [InlineData("edit", """{"eventId":"EVENT","nonsense":1}""", 400)]
    [InlineData("edit", """{"subject":"Without times","mailbox":"programme@pathway.example.org"}""", 400)]
    [InlineData("remove", """{}""", 400)]
    [InlineData("remove", """[]""", 400)]
    [InlineData("attend", """{"eventId":"EVENT","records":[]}""", 400)]
    [InlineData("lifecycle", """{"subscriptionId":"none","lifecycleEvent":"missed"}""", 404)]
    [InlineData("lifecycle", """{"subscriptionId":"none","lifecycleEvent":"other"}""", 400)]
    public async Task What_cannot_be_done_is_said(string what, string body, int status)
    {
        var created = await Created(Masterclass(A));

        var answer = await Control(
            HttpMethod.Post, what, JsonNode.Parse(body.Replace("EVENT", Id(created), StringComparison.Ordinal)));

        Assert.Equal(status, answer.Status);
        Assert.Contains("detail", answer.Json.Select(member => member.Key));
    }

    [Fact]
    public async Task All_events_of_a_mailbox_can_be_read_with_everything()
    {
        var body = Masterclass(A);
        body["singleValueExtendedProperties"] = new JsonArray(
            new JsonObject { ["id"] = ActivityProperty, ["value"] = "wound-care/0" });
        await Created(body);

        var answer = await Control(HttpMethod.Get, $"events?mailbox={Programme}");

        var read = JsonNode.Parse(answer.Text)!.AsArray().Single()!;
        Assert.Equal(Programme, read["mailbox"]!.GetValue<string>());
        Assert.Equal("wound-care/0", read["singleValueExtendedProperties"]![0]!["value"]!.GetValue<string>());
    }
}
