using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class MeetingOptionTests : GraphSimulatorTest
{
    private async Task<(string Organiser, JsonObject Meeting)> Meeting()
    {
        var body = Masterclass("a@college.example.org");
        body["isOnlineMeeting"] = true;
        var created = await Created(body);
        var joinUrl = created["onlineMeeting"]!["joinUrl"]!.GetValue<string>();
        // The organiser's object id stands in the join address itself.
        var context = JsonNode.Parse(
            Uri.UnescapeDataString(joinUrl[(joinUrl.IndexOf("context=", StringComparison.Ordinal) + "context=".Length)..]))!;
        var organiser = context["Oid"]!.GetValue<string>();
        var found = await Get(
            $"users/{organiser}/onlineMeetings?$filter={Uri.EscapeDataString($"JoinWebUrl eq '{joinUrl}'")}");
        return (organiser, found.Values.Single());
    }

    [Fact]
    public async Task The_join_address_names_the_organiser()
    {
        var (organiser, _) = await Meeting();

        Assert.Equal((await Get($"users/{Programme}")).Json["id"]!.GetValue<string>(), organiser);
    }

    [Fact]
    public async Task Its_options_are_changed_one_by_one_and_shown()
    {
        var (organiser, meeting) = await Meeting();
        var path = $"users/{organiser}/onlineMeetings/{Id(meeting)}";

        var first = await Patch(path, JsonNode.Parse("""
            {"allowedPresenters":"roleIsPresenter","lobbyBypassSettings":{"scope":"invited","isDialInBypassEnabled":true},
             "participants":{"attendees":[{"upn":"speaker@employer.example.org","role":"presenter"}]}}
            """)!);
        var second = await Patch(path, JsonNode.Parse("""{"allowMeetingChat":"limited","recordAutomatically":true}""")!);
        var read = await Get(path);
        var shown = JsonNode.Parse((await Control(HttpMethod.Get, "meetings")).Text)!.AsArray().Single()!;

        Assert.Equal("everyone", meeting["allowedPresenters"]!.GetValue<string>());
        Assert.Equal((200, 200), (first.Status, second.Status));
        foreach (var seen in new[] { second.Json, read.Json, shown })
        {
            Assert.Equal(
                ("roleIsPresenter", "limited", true),
                (seen["allowedPresenters"]!.GetValue<string>(), seen["allowMeetingChat"]!.GetValue<string>(), seen["recordAutomatically"]!.GetValue<bool>()));
            Assert.Equal(
                ("invited", true),
                (seen["lobbyBypassSettings"]!["scope"]!.GetValue<string>(), seen["lobbyBypassSettings"]!["isDialInBypassEnabled"]!.GetValue<bool>()));
            Assert.Equal("""[{"upn":"speaker@employer.example.org","role":"presenter"}]""", seen["participants"]!["attendees"]!.ToJsonString());
        }

        Assert.Equal(Programme, shown["mailbox"]!.GetValue<string>());
        Assert.NotNull(shown["eventId"]);
        Assert.Single(Simulator.Mail);
    }

    [Theory]
    [InlineData("""{"allowedPresenters":"all"}""", 400)]
    [InlineData("""{"lobbyBypassSettings":{"scope":"anybody"}}""", 400)]
    [InlineData("""{"presenters":"everyone"}""", 400)]
    [InlineData("""{"participants":{"attendees":[{"role":"presenter"}]}}""", 400)]
    [InlineData("""{"participants":{"organizer":{"upn":"a@college.example.org"}}}""", 400)]
    [InlineData("""{"joinWebUrl":"https://teams.microsoft.com/other"}""", 400)]
    [InlineData("""{"allowTranscription":true}""", 501)]
    public async Task What_cannot_be_changed_is_refused(string body, int status)
    {
        var (organiser, meeting) = await Meeting();

        Assert.Equal(
            status, (await Patch($"users/{organiser}/onlineMeetings/{Id(meeting)}", JsonNode.Parse(body)!)).Status);
    }

    [Fact]
    public async Task Without_the_policy_or_the_permission_it_is_forbidden_and_says_which()
    {
        var (organiser, meeting) = await Meeting();
        var path = $"users/{organiser}/onlineMeetings/{Id(meeting)}";
        var change = JsonNode.Parse("""{"recordAutomatically":true}""")!;

        Simulator.Modes = new() { NoAccessPolicy = true };
        var policy = await Patch(path, change);
        Simulator.Modes = new() { MeetingsReadOnly = true };
        var permission = await Patch(path, change);

        Assert.Equal(
            (403, "No Application Access Policy found for this app."),
            (policy.Status, policy.Json["error"]!["message"]!.GetValue<string>()));
        Assert.Equal(403, permission.Status);
        Assert.Contains(
            "OnlineMeetings.ReadWrite.All",
            permission.Json["error"]!["message"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Equal(200, (await Get(path)).Status);
        Simulator.Modes = new();
        Assert.Equal(404, (await Patch($"users/{Programme}/onlineMeetings/{Id(meeting)}", change)).Status);
    }
}
