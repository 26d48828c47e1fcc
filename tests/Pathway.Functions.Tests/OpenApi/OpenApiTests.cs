using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.OpenApi;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.OpenApi;

/// <summary>The description of the API, held against the app and against the specifications.</summary>
public sealed class OpenApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Describes_every_call_there_is_and_no_other()
    {
        await using var app = await AppUnderTest.StartAsync();

        var document = await ReadAsync(app, "");

        var described = document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Select(call => $"{call.Key} {path.Key}"));
        Assert.Equal(Routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        foreach (var (path, calls) in document["paths"]!.AsObject())
        {
            foreach (var (method, call) in calls!.AsObject())
            {
                Assert.True(
                    (string?)call!["summary"] != (string?)call["operationId"],
                    $"{method} {path} is not described: add it to functions/OpenApi.");
                Assert.True(
                    call["responses"]!.AsObject().Any(answer => answer.Key != "default"),
                    $"{method} {path} has no answer.");
            }
        }
    }

    /// <summary>By the specifications' own JSON schemas, with every reference followed.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("?version=2.0")]
    public async Task Is_valid(string query)
    {
        await using var app = await AppUnderTest.StartAsync();
        var file = Path.Combine(Path.GetTempPath(), $"{app.Prefix}-openapi.json");
        await File.WriteAllTextAsync(file, (await ReadAsync(app, query)).ToJsonString(), Cancellation);

        var printed = await Node.RunAsync(
            "import('@apidevtools/swagger-parser').then(parser => (parser.default.default ?? parser.default).validate(input.file)).then(api => console.log(Object.keys(api.paths).length), fault => { console.error(fault.message.slice(0, 4000)); process.exitCode = 1; });",
            new { file });

        File.Delete(file);
        Assert.Equal(
            Routes.Select(route => route.Split(' ')[1]).Distinct(StringComparer.Ordinal).Count(),
            int.Parse(printed, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Both_versions_say_the_same_calls_under_the_same_names()
    {
        await using var app = await AppUnderTest.StartAsync();

        var (document, swagger) = (await ReadAsync(app, "?version=3.1"), await ReadAsync(app, "?version=2.0"));

        Assert.Equal(Ids(document), Ids(swagger));
        Assert.Equal(Ids(document).Distinct(StringComparer.Ordinal), Ids(document));
        Assert.Equal("2.0", (string?)swagger["swagger"]);
        Assert.Equal($"localhost:{app.Host.Address.Port}", (string?)swagger["host"]);
        Assert.DoesNotContain("#/components/", swagger.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_is_refused()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var answer = await app.Client.GetAsync("/api/openapi.json?version=4", Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static string[] Ids(JsonNode document) =>
        [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(call => (string)call.Value!["operationId"]!)];

    // Read from the triggers here once more: what describes them must not be what says which there are.
    private static IReadOnlyList<string> Routes { get; } =
    [
        .. from type in typeof(PathwayServices).Assembly.GetTypes()
           where !type.IsDefined(typeof(PageAttribute))
           from method in type.GetMethods()
           where method.IsDefined(typeof(FunctionAttribute))
           let http = method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()
           where http is not null
           from verb in http.Methods!
           select $"{verb} /{http.Route!.Replace(":int}", "}", StringComparison.Ordinal)}",
    ];

    internal static async Task<JsonNode> ReadAsync(AppUnderTest app, string query) =>
        JsonNode.Parse(await app.Client.GetStringAsync($"/api/openapi.json{query}", Cancellation))!;
}
