using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class ModeTests : GraphSimulatorTest
{
    private async Task<int[]> Statuses(int requests)
    {
        var statuses = new List<int>();
        for (var n = 0; n < requests; n++)
            statuses.Add((await Get(Events)).Status);
        return [.. statuses];
    }

    [Fact]
    public async Task Four_at_once_is_a_mailboxs_limit_under_every_name()
    {
        var id = (await Get($"users/{Programme}")).Json["id"];
        Simulator.Modes = new() { LatencyMs = 1000 };

        Task<Answer>[] asked =
        [
            Get(Events),
            Get($"users/{id}/events"),
            Get(Messages),
            Get($"users('{Programme}')/calendar"),
            Get(Events),
            Get("users/other@college.example.org"),
        ];
        var first = await await Task.WhenAny(asked);
        var all = Task.WhenAll(asked);
        while (!all.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal((429, "ApplicationThrottled", "1"), (first.Status, first.ErrorCode, first.Headers["Retry-After"]));
        Assert.Equal([200, 200, 200, 200, 200, 429], (await all).Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task One_after_the_other_is_never_too_many()
    {
        Assert.All(await Statuses(20), status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task A_mailbox_takes_so_many_requests_in_ten_minutes()
    {
        Simulator.Modes = new() { RequestsPerTenMinutes = 3 };

        var statuses = await Statuses(4);
        var other = await Get("users/other@college.example.org/events");
        Clock.Advance(TimeSpan.FromMinutes(10));
        var later = await Get(Events);

        Assert.Equal([200, 200, 200, 429], statuses);
        Assert.Equal((200, 200), (other.Status, later.Status));
    }

    [Fact]
    public async Task Throttling_follows_the_seed()
    {
        Simulator.Modes = new() { ThrottlePercent = 30, Seed = 7 };
        var first = await Statuses(200);
        Simulator.Modes = new() { ThrottlePercent = 30, Seed = 7 };
        var again = await Statuses(200);
        Simulator.Modes = new() { ThrottlePercent = 30, Seed = 8 };
        var other = await Statuses(200);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(status => status == 429), 35, 85);
    }

    [Theory]
    [InlineData(20, "20")]
    [InlineData(null, null)]
    public async Task A_throttled_answer_says_when_to_try_again_or_not(int? seconds, string? expected)
    {
        Simulator.Modes = new() { ThrottlePercent = 100, RetryAfterSeconds = seconds };

        var answer = await Get(Events);

        Assert.Equal(429, answer.Status);
        Assert.Contains(answer.ErrorCode, new[] { "ApplicationThrottled", "TooManyRequests" });
        Assert.Equal(expected, answer.Headers.GetValueOrDefault("Retry-After"));
    }

    [Fact]
    public async Task A_server_error_comes_before_any_change()
    {
        Simulator.Modes = new() { ServerErrorPercent = 100 };

        var answers = new List<Answer>();
        for (var n = 0; n < 20; n++)
            answers.Add(await Post(Events, Masterclass("a@college.example.org")));
        Simulator.Modes = new();

        Assert.Equal([503, 504], answers.Select(answer => answer.Status).Distinct().Order());
        Assert.Empty((await Get(Events)).Values);
        Assert.Empty(Simulator.Mail);
    }

    [Fact]
    public async Task A_dropped_answer_leaves_its_change()
    {
        Simulator.Modes = new() { DropAfterCommitPercent = 100 };

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Post(Events, Masterclass("a@college.example.org")));
        var listed = await Get(Events);

        Assert.Single(listed.Values);
        Assert.Single(Simulator.Mail);
        Assert.Equal((201, true), (Simulator.Requests[0].Status, Simulator.Requests[0].Dropped));
    }

    [Fact]
    public async Task Modes_are_set_whole_over_http_and_never_touch_the_simulators_own_side()
    {
        var set = await Control(HttpMethod.Put, "modes", JsonNode.Parse("""{"throttlePercent":100,"retryAfterSeconds":null,"seed":3}"""));
        var read = await Control(HttpMethod.Get, "modes");
        var throttled = await Get(Events);
        var cleared = await Control(HttpMethod.Put, "modes", new JsonObject());

        Assert.Equal((200, 200, 200), (set.Status, read.Status, cleared.Status));
        Assert.Equal((100, 3), (read.Json["throttlePercent"]!.GetValue<int>(), read.Json["seed"]!.GetValue<int>()));
        Assert.Null(read.Json["retryAfterSeconds"]);
        Assert.Equal(429, throttled.Status);
        Assert.Equal(200, (await Get(Events)).Status);
    }

    [Theory]
    [InlineData("""{"throtle":1}""")]
    [InlineData("""{"throttlePercent":101}""")]
    [InlineData("""{"latencyMs":-1}""")]
    [InlineData("""{"duplicateTransactionStatus":200}""")]
    public async Task A_mode_that_does_not_exist_or_fit_is_refused(string modes)
    {
        Assert.Equal(400, (await Control(HttpMethod.Put, "modes", JsonNode.Parse(modes))).Status);
    }

    [Fact]
    public async Task The_journal_keeps_every_request_as_it_was()
    {
        await Created(Masterclass("a@college.example.org"));
        await Get($"{Events}?$top=1");

        var lines = (await Control(HttpMethod.Get, "requests")).Text
            .TrimEnd()
            .Split('\n')
            .Select(line => JsonNode.Parse(line)!.AsObject())
            .ToList();
        var later = await Control(HttpMethod.Get, "requests?after=1");

        Assert.Equal([1, 2], lines.Select(line => line["n"]!.GetValue<int>()));
        Assert.Equal(
            ("POST", $"/v1.0/{Events}", 201),
            (lines[0]["method"]!.GetValue<string>(), lines[0]["path"]!.GetValue<string>(), lines[0]["status"]!.GetValue<int>()));
        Assert.Equal("Wound care masterclass", lines[0]["body"]!["subject"]!.GetValue<string>());
        Assert.Equal("Wound care masterclass", lines[0]["response"]!["subject"]!.GetValue<string>());
        Assert.Equal("?$top=1", lines[1]["query"]!.GetValue<string>());
        Assert.Null(lines[1]["body"]);
        Assert.DoesNotContain("Bearer token", later.Text, StringComparison.Ordinal);
        Assert.Equal(2, JsonSerializer.Deserialize<JsonObject>(later.Text)!["n"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_reset_forgets_everything()
    {
        var created = await Created(Masterclass("a@college.example.org"));
        Simulator.Modes = new() { ThrottlePercent = 100 };

        var reset = await Control(HttpMethod.Post, "reset");

        Assert.Equal(204, reset.Status);
        Assert.Empty(Simulator.Mail);
        Assert.Empty(Simulator.Requests);
        await Created(Masterclass());
        Assert.Equal(404, (await Get($"{Events}/{Id(created)}")).Status);
    }
}
