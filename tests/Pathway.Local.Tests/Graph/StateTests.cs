using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

/// <summary>A mailbox that is older than what others remember of it.</summary>
public sealed class StateTests : GraphSimulatorTest
{
    private const string Window = $"users/{Programme}/calendarView/delta?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-07-31T00:00:00Z";

    [Fact]
    public async Task A_state_brought_back_has_what_was_there_then()
    {
        var early = await Created(Masterclass("a@college.example.org"));
        var state = JsonNode.Parse((await Control(HttpMethod.Get, "state")).Text)!;
        await Patch($"{Events}/{Id(early)}", new JsonObject { ["subject"] = "Later" });
        var late = await Created(Masterclass());
        var link = (await Get(Window)).Json["@odata.deltaLink"]!.GetValue<string>();

        var brought = await Control(HttpMethod.Put, "state", state);
        var read = await Get($"{Events}/{Id(early)}");
        var next = await Created(Masterclass());

        Assert.Equal(204, brought.Status);
        Assert.Equal("Wound care masterclass", read.Json["subject"]!.GetValue<string>());
        Assert.Equal(404, (await Get($"{Events}/{Id(late)}")).Status);
        Assert.NotEqual(Id(late), Id(next));
        Assert.Equal((410, "SyncStateNotFound"), ((await Get(link)).Status, (await Get(link)).ErrorCode));
        Assert.Equal(2, (await Get(Window)).Values.Count);
        Assert.Single(Simulator.Mail);
    }

    [Fact]
    public async Task Series_options_and_modes_survive()
    {
        await Control(HttpMethod.Post, "series", JsonNode.Parse($$$"""
            {"mailbox":"{{{Programme}}}","subject":"Clinical skills","isOnlineMeeting":true,"weekly":{"day":"tuesday","from":"2026-12-01","times":3}}
            """));
        var days = (await Get($"users/{Programme}/calendarView?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-07-31T00:00:00Z")).Values;
        await Patch($"{Events}/{Id(days[0])}", new JsonObject { ["subject"] = "First" });
        await Delete($"{Events}/{Id(days[2])}");
        var state = JsonNode.Parse((await Control(HttpMethod.Get, "state")).Text)!;
        await Control(HttpMethod.Post, "reset");
        Simulator.Modes = new() { TruncateSubject = true };

        await Control(HttpMethod.Put, "state", state);
        var after = (await Get($"users/{Programme}/calendarView?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-07-31T00:00:00Z")).Values;

        Assert.Equal(
            [(Id(days[0]), "First"), (Id(days[1]), "Clinical skills")],
            after.Select(day => (Id(day), day["subject"]!.GetValue<string>())));
        Assert.NotNull(after[1]["onlineMeeting"]);
        Assert.True(Simulator.Modes.TruncateSubject);
    }

    [Fact]
    public async Task What_is_no_state_is_refused_and_changes_nothing()
    {
        await Created(Masterclass());

        var refused = await Control(HttpMethod.Put, "state", new JsonArray());

        Assert.Equal(400, refused.Status);
        Assert.Single((await Get(Events)).Values);
    }
}
