using System.Text;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Local.Tests.Graph;

/// <summary>A simulator of the test's own, asked over HTTP as an app would ask.</summary>
public abstract class GraphSimulatorTest : IAsyncLifetime
{
    protected const string Programme = "programme@pathway.example.org";
    protected const string Immutable = "IdType=\"ImmutableId\"";
    protected const string Events = $"users/{Programme}/events";
    protected const string Messages = $"users/{Programme}/messages";
    protected const string ActivityProperty = "String {b3c1f6a2-7d6e-4b4f-9a54-0a1d2f3c4b5e} Name PathwayActivity";

    protected WatchedTime Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    protected GraphSimulator.GraphSimulator Simulator { get; private set; } = null!;

    protected HttpClient Http { get; } = new();

    public virtual async ValueTask InitializeAsync()
    {
        Simulator = await GraphSimulator.GraphSimulator.StartAsync(
            new GraphSimulatorOptions { TimeProvider = Clock }, TestContext.Current.CancellationToken);
        Http.BaseAddress = Simulator.Address;
    }

    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<Answer> Get(string path, string? prefer = Immutable) => Ask(HttpMethod.Get, path, null, prefer);

    protected Task<Answer> Post(
        string path, JsonNode? body = null, string? prefer = Immutable) => Ask(HttpMethod.Post, path, body, prefer);

    protected Task<Answer> Patch(
        string path, JsonNode body, string? prefer = Immutable) => Ask(HttpMethod.Patch, path, body, prefer);

    protected Task<Answer> Delete(string path) => Ask(HttpMethod.Delete, path, null, Immutable);

    /// <summary>A Graph request; <paramref name="path"/> is below <c>/v1.0</c> or a whole link.</summary>
    protected async Task<Answer> Ask(
        HttpMethod method, string path, JsonNode? body, string? prefer, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(
            method, path.StartsWith("http", StringComparison.Ordinal) ? path : $"v1.0/{path}");
        request.Headers.Add("Authorization", "Bearer token");
        if (prefer is not null)
            request.Headers.Add("Prefer", prefer);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Answer.ReadAsync(await Http.SendAsync(request, TestContext.Current.CancellationToken));
    }

    /// <summary>A request to the simulator's own side.</summary>
    protected async Task<Answer> Control(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, $"_simulator/{path}");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Answer.ReadAsync(await Http.SendAsync(request, TestContext.Current.CancellationToken));
    }

    /// <summary>Who got what since <paramref name="after"/> mails, as "kind address", sorted.</summary>
    protected string[] Mailed(int after = 0) =>
    [
        .. Simulator.Mail.Skip(after).Select(mail => $"{mail.Kind} {mail.To}").Order(StringComparer.Ordinal),
    ];

    protected async Task<JsonObject> Created(JsonObject body)
    {
        var answer = await Post(Events, body);
        Assert.Equal(201, answer.Status);
        return answer.Json;
    }

    protected static JsonObject Masterclass(params string[] attendees) => new()
    {
        ["subject"] = "Wound care masterclass",
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>Bring questions.</p>" },
        ["start"] = At("2026-12-01T10:00:00", "Europe/London"),
        ["end"] = At("2026-12-01T11:00:00", "Europe/London"),
        ["attendees"] = People(attendees),
    };

    protected static JsonObject At(string dateTime, string zone) =>
        new() { ["dateTime"] = dateTime, ["timeZone"] = zone };

    protected static JsonArray People(params string[] addresses) =>
        [.. addresses.Select(address => new JsonObject { ["type"] = "required", ["emailAddress"] = new JsonObject { ["address"] = address } })];

    protected static JsonArray Recipients(params string[] addresses) =>
        [.. addresses.Select(address => new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = address } })];

    protected static string Id(JsonObject item) => item["id"]!.GetValue<string>();
}

/// <summary>An answer with its JSON read; <see cref="Json"/> is empty when there is none.</summary>
public sealed record Answer(int Status, JsonObject Json, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public string? ErrorCode => Json["error"]?["code"]?.GetValue<string>();

    public IReadOnlyList<JsonObject> Values => [.. Json["value"]!.AsArray().Select(item => item!.AsObject())];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(
                    header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new Answer(
                (int)response.StatusCode,
                text.StartsWith('{') && !text.Contains("}\n{", StringComparison.Ordinal)
                    ? JsonNode.Parse(text)!.AsObject()
                    : [],
                text,
                headers);
        }
    }
}
