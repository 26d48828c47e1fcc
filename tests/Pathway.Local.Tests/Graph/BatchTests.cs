using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class BatchTests : GraphSimulatorTest
{
    private static JsonObject Item(
        string id, string method, string url, JsonObject? body = null, params string[] dependsOn)
    {
        var item = new JsonObject { ["id"] = id, ["method"] = method, ["url"] = url };
        if (body is not null)
            (item["body"], item["headers"]) = (body, new JsonObject { ["Content-Type"] = "application/json", ["Prefer"] = Immutable });
        if (dependsOn.Length > 0)
            item["dependsOn"] = new JsonArray([.. dependsOn.Select(id => JsonValue.Create(id))]);
        return item;
    }

    private Task<Answer> Batch(params JsonObject[] items) =>
        Post("$batch", new JsonObject { ["requests"] = new JsonArray([.. items]) });

    private static Dictionary<string, JsonObject> ById(Answer answer) =>
        answer.Json["responses"]!.AsArray().ToDictionary(
            item => item!["id"]!.GetValue<string>(), item => item!.AsObject());

    [Fact]
    public async Task Every_item_has_its_own_answer()
    {
        var answer = await Batch(
            Item("1", "POST", $"/{Events}", Masterclass("a@college.example.org")),
            Item("2", "GET", $"/{Events}/nothing"),
            Item(
                "3",
                "GET",
                $"/{Events}?$select=subject&$filter=subject%20eq%20'Wound%20care%20masterclass'",
                null,
                "1"),
            Item("4", "DELETE", $"/{Events}/nothing", null, "2"));

        var items = ById(answer);
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            [201, 404, 200, 424], new[] { "1", "2", "3", "4" }.Select(id => items[id]["status"]!.GetValue<int>()));
        Assert.StartsWith("AAkALg", items["1"]["body"]!["id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single(items["3"]["body"]!["value"]!.AsArray());
        Assert.Single(Simulator.Mail);
    }

    [Fact]
    public async Task An_item_is_throttled_by_itself()
    {
        Simulator.Modes = new() { ThrottlePercent = 50, Seed = 4, RetryAfterSeconds = 9 };
        Answer answer;
        do
            answer = await Batch([.. Enumerable.Range(1, 20).Select(n => Item($"{n}", "GET", $"/{Events}"))]);
        while (answer.Status != 200);

        var throttled = ById(answer).Values.Where(item => item["status"]!.GetValue<int>() == 429).ToList();
        Assert.InRange(throttled.Count, 1, 19);
        Assert.All(throttled, item => Assert.Equal("9", item["headers"]!["Retry-After"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Twenty_are_taken_and_one_more_is_not()
    {
        var many = Enumerable.Range(1, 21).Select(n => Item($"{n}", "GET", $"/{Events}")).ToArray();

        Assert.Equal(400, (await Batch(many)).Status);
        Assert.Equal(400, (await Batch()).Status);
    }

    [Fact]
    public async Task A_body_needs_its_content_type()
    {
        var item = Item("1", "POST", $"/{Events}", Masterclass());
        item.Remove("headers");

        Assert.Equal(400, (await Batch(item)).Status);
        Assert.Empty((await Get(Events)).Values);
    }
}
