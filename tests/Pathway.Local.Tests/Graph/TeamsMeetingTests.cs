using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class TeamsMeetingTests : GraphSimulatorTest
{
    private static JsonObject Online()
    {
        var body = Masterclass("a@college.example.org");
        (body["isOnlineMeeting"], body["onlineMeetingProvider"]) = (true, "teamsForBusiness");
        return body;
    }

    private static string Body(JsonObject item) => item["body"]!["content"]!.GetValue<string>();

    private static string? JoinUrl(JsonObject item) => item["onlineMeeting"]?["joinUrl"]?.GetValue<string>();

    [Fact]
    public async Task The_201_carries_the_link_and_the_body_its_block()
    {
        var created = await Created(Online());

        Assert.True(created["isOnlineMeeting"]!.GetValue<bool>());
        Assert.Equal("teamsForBusiness", created["onlineMeetingProvider"]!.GetValue<string>());
        Assert.StartsWith("https://teams.microsoft.com/l/meetup-join/", JoinUrl(created), StringComparison.Ordinal);
        Assert.Contains("<p>Bring questions.</p>", Body(created), StringComparison.Ordinal);
        Assert.Contains($"href=\"{JoinUrl(created)}\"", Body(created), StringComparison.Ordinal);
        Assert.Contains("________________", Body(created), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_keeps_the_block_keeps_the_meeting()
    {
        var created = await Created(Online());
        var spliced = Body(created).Replace("Bring questions.", "Bring answers.", StringComparison.Ordinal);

        var patched = await Patch(
            $"{Events}/{Id(created)}",
            new JsonObject { ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = spliced } });

        Assert.Equal(JoinUrl(created), JoinUrl(patched.Json));
        Assert.Equal(spliced, Body(patched.Json));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_without_the_block_costs_the_meeting_or_makes_another(bool another)
    {
        Simulator.Modes = new() { LostBlockMakesNewMeeting = another };
        var created = await Created(Online());

        var patched = await Patch(
            $"{Events}/{Id(created)}",
            new JsonObject { ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>New text</p>" } });

        Assert.Equal(another, patched.Json["isOnlineMeeting"]!.GetValue<bool>());
        Assert.NotEqual(JoinUrl(created), JoinUrl(patched.Json));
        Assert.Equal(another, JoinUrl(patched.Json) is not null);
    }

    [Fact]
    public async Task Being_online_cannot_be_taken_back()
    {
        var created = await Created(Online());

        var patched = await Patch(
            $"{Events}/{Id(created)}",
            new JsonObject { ["isOnlineMeeting"] = false, ["onlineMeetingProvider"] = "unknown" });

        Assert.Equal(JoinUrl(created), JoinUrl(patched.Json));
        Assert.Equal("teamsForBusiness", patched.Json["onlineMeetingProvider"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_event_can_go_online_later()
    {
        var created = await Created(Masterclass("a@college.example.org"));

        var patched = await Patch($"{Events}/{Id(created)}", new JsonObject { ["isOnlineMeeting"] = true });

        Assert.NotNull(JoinUrl(patched.Json));
        Assert.Equal(["invite a@college.example.org", "update a@college.example.org"], Mailed());
    }

    [Fact]
    public async Task In_one_mode_the_link_comes_after_the_201()
    {
        Simulator.Modes = new() { OnlineMeetingMissing = true };

        var created = await Created(Online());
        var read = await Get($"{Events}/{Id(created)}");

        Assert.False(created["isOnlineMeeting"]!.GetValue<bool>());
        Assert.Equal("unknown", created["onlineMeetingProvider"]!.GetValue<string>());
        Assert.Null(JoinUrl(created));
        Assert.DoesNotContain("teams.microsoft.com", Body(created), StringComparison.Ordinal);
        Assert.NotNull(JoinUrl(read.Json));
    }

    [Fact]
    public async Task A_text_body_becomes_html_and_can_be_read_as_text()
    {
        var body = Masterclass();
        body["body"] = new JsonObject { ["contentType"] = "text", ["content"] = "a < b\nc" };
        var created = await Created(body);

        var read = await Get($"{Events}/{Id(created)}", "outlook.body-content-type=\"text\"");

        Assert.Equal("html", created["body"]!["contentType"]!.GetValue<string>());
        Assert.Contains("a &lt; b<br>", Body(created), StringComparison.Ordinal);
        Assert.Equal(("text", "a < b\r\nc"), (read.Json["body"]!["contentType"]!.GetValue<string>(), Body(read.Json)));
        Assert.Equal("a < b\r\nc", read.Json["bodyPreview"]!.GetValue<string>());
    }
}
