using System.Text.Json.Nodes;
using Pathway.GraphSimulator;

namespace Pathway.Local.Tests.Graph;

public sealed class DataFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pathway-graph-").FullName;

    private string DataFile => Path.Combine(folder, "state", "graph.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task<GraphSimulator.GraphSimulator> StartAsync(string? dataFile) =>
        GraphSimulator.GraphSimulator.StartAsync(
            new GraphSimulatorOptions { DataFile = dataFile }, TestContext.Current.CancellationToken);

    private static async Task<JsonNode> AskAsync(
        GraphSimulator.GraphSimulator simulator, HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient { BaseAddress = simulator.Address };
        using var request = new HttpRequestMessage(method, $"v1.0/{path}");
        request.Headers.Add("Authorization", "Bearer token");
        request.Headers.Add("Prefer", "IdType=\"ImmutableId\"");
        request.Content = body is null ? null : new StringContent(body);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        const string Event = """
            {"subject":"Kept","transactionId":"t","isOnlineMeeting":true,"categories":["Pathway"],"location":{"displayName":"Hall"},
             "start":{"dateTime":"2026-12-01T10:00:00","timeZone":"Europe/London"},"end":{"dateTime":"2026-12-01T11:00:00","timeZone":"Europe/London"},
             "attendees":[{"emailAddress":{"address":"a@college.example.org"}}],
             "singleValueExtendedProperties":[{"id":"String {b3c1f6a2-7d6e-4b4f-9a54-0a1d2f3c4b5e} Name PathwayActivity","value":"kept/0"}]}
            """;
        const string Message = """{"subject":"Kept too","toRecipients":[{"emailAddress":{"address":"a@college.example.org"}}]}""";
        JsonNode created, draft;
        await using (var before = await StartAsync(DataFile))
        {
            before.Modes = new() { Seed = 5, LatencyMs = 1 };
            created = await AskAsync(before, HttpMethod.Post, "users/p@pathway.example.org/events", Event);
            draft = await AskAsync(before, HttpMethod.Post, "users/p@pathway.example.org/messages", Message);
        }

        await using var after = await StartAsync(DataFile);
        var read = await AskAsync(after, HttpMethod.Get, $"users/p@pathway.example.org/events/{created["id"]}");
        var repeated = await AskAsync(after, HttpMethod.Post, "users/p@pathway.example.org/events", Event);
        var next = await AskAsync(after, HttpMethod.Post, "users/p@pathway.example.org/messages", Message);
        var readDraft = await AskAsync(after, HttpMethod.Get, $"users/p@pathway.example.org/messages/{draft["id"]}");

        Assert.True(JsonNode.DeepEquals(Without(created), Without(read)), read.ToJsonString());
        Assert.Equal(created["id"]!.GetValue<string>(), repeated["id"]!.GetValue<string>());
        Assert.NotEqual(draft["id"]!.GetValue<string>(), next["id"]!.GetValue<string>());
        Assert.True(readDraft["isDraft"]!.GetValue<bool>());
        Assert.Equal("invite", Assert.Single(after.Mail).Kind);
        Assert.Equal((5, 1), (after.Modes.Seed, after.Modes.LatencyMs));
    }

    /// <summary>The context names the port, which differs.</summary>
    private static JsonNode Without(JsonNode document)
    {
        var copy = document.DeepClone();
        copy.AsObject().Remove("@odata.context");
        return copy;
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DataFile)!);
        await File.WriteAllTextAsync(DataFile, "not the simulator's", TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(DataFile));

        Assert.Contains("graph.json", fault.Message, StringComparison.Ordinal);
        Assert.Equal(
            "not the simulator's", await File.ReadAllTextAsync(DataFile, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_in_use_is_an_io_fault()
    {
        await using var first = await StartAsync(null);

        await Assert.ThrowsAsync<IOException>(() => GraphSimulator.GraphSimulator.StartAsync(
            new GraphSimulatorOptions { Port = first.Address.Port }, TestContext.Current.CancellationToken));
    }
}
