using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Calendars;
using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.OpenApi;

/// <summary>
/// What the description gives as examples is sent as it stands, by somebody who knows nothing but the description.
/// </summary>
public sealed class ExampleTests(ITestOutputHelper output)
{
    /// <summary>What only something going wrong, or an end, brings about.</summary>
    private static readonly string[] NeedNotBeThere = ["dead-letters/{id}", "erasures/{id}"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_example_body_is_taken()
    {
        await using var app = await SceneAsync();
        var document = await OpenApiTests.ReadAsync(app, "");
        var wrong = new List<string>();
        foreach (var call in Calls(document).Where(call => call.Operation["requestBody"] is not null))
        {
            foreach (var (type, content) in call.Operation["requestBody"]!["content"]!.AsObject())
            {
                var body = content!["example"] is JsonValue text && text.TryGetValue<string>(out var plain)
                    ? plain
                    : content["example"]!.ToJsonString();
                using var answer = await SendAsync(app, call, type, body);
                Judge(
                    document,
                    call,
                    answer,
                    await answer.Content.ReadAsStringAsync(Cancellation),
                    mustBeTaken: true,
                    wrong);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_call_without_a_body_answers_as_described()
    {
        await using var app = await SceneAsync();
        var document = await OpenApiTests.ReadAsync(app, "");
        var wrong = new List<string>();
        foreach (var call in Calls(document).Where(call => call.Operation["requestBody"] is null).OrderBy(call => Order(call.Method)))
        {
            using var answer = await SendAsync(app, call, null, null);
            Judge(
                document,
                call,
                answer,
                await answer.Content.ReadAsStringAsync(Cancellation),
                mustBeTaken: call.Method == "get" && !NeedNotBeThere.Any(call.Path.Contains),
                wrong);
        }

        Assert.Empty(wrong);
    }

    /// <summary>A member is called required when, and only when, its call is refused without it.</summary>
    [Fact]
    public async Task What_is_required_is_required_and_nothing_else_is()
    {
        await using var app = await SceneAsync();
        var document = await OpenApiTests.ReadAsync(app, "");
        var wrong = new List<string>();
        foreach (var call in Calls(document).Where(call => call.Method is "put" or "post" && call.Operation["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"] is not null))
        {
            var content = call.Operation["requestBody"]!["content"]!["application/json"]!;
            var required = Resolve(document, content["schema"]!)["required"]?.AsArray()
                .Select(name => (string)name!)
                .ToList()
                ?? [];
            foreach (var member in content["example"]!.AsObject().Select(member => member.Key).ToList())
            {
                var body = content["example"]!.DeepClone().AsObject();
                body.Remove(member);
                using var answer = await SendAsync(app, call, "application/json", body.ToJsonString());
                if ((int)answer.StatusCode == 400 != required.Contains(member))
                    wrong.Add($"{call.Method} {call.Path} without {member}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    private void Judge(
        JsonNode document, Call call, HttpResponseMessage answer, string body, bool mustBeTaken, List<string> wrong)
    {
        var status = $"{(int)answer.StatusCode}";
        output.WriteLine($"{call.Method} {call.Path}: {status}");
        var described = call.Operation["responses"]!.AsObject();
        if (mustBeTaken ? !described.ContainsKey(status) : !described.ContainsKey(status)
            && answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            wrong.Add($"{call.Method} {call.Path}: {status} {body[..Math.Min(body.Length, 300)]}");
        if (described[status]?["content"]?[answer.Content.Headers.ContentType?.MediaType ?? ""]?["schema"] is not { } schema)
        {
            if (body.Length > 0 && described.ContainsKey(status))
                wrong.Add(
                    $"{call.Method} {call.Path}: {status} has {answer.Content.Headers.ContentType?.MediaType}, which is not described");
        }
        else if (schema["$ref"] is not null && Resolve(document, schema)["properties"] is JsonObject properties)
        {
            wrong.AddRange(
                JsonNode.Parse(body)!.AsObject().Where(member => !properties.ContainsKey(member.Key)).Select(member => $"{call.Method} {call.Path}: the answer's {member.Key} is not described"));
        }
    }

    private static JsonObject Resolve(JsonNode document, JsonNode schema) =>
        document["components"]!["schemas"]![((string)schema["$ref"]!).Split('/')[^1]]!.AsObject();

    private static int Order(string method) =>
        method switch { "get" or "head" or "options" => 0, "delete" => 2, _ => 1 };

    private static IEnumerable<Call> Calls(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from call in path.Value!.AsObject()
        select new Call(call.Key, path.Key, call.Value!.AsObject());

    private static async Task<HttpResponseMessage> SendAsync(AppUnderTest app, Call call, string? type, string? body)
    {
        var (path, query) = (call.Path, new List<string>());
        var message = new HttpRequestMessage(new HttpMethod(call.Method.ToUpperInvariant()), "/");
        foreach (var parameter in call.Operation["parameters"]?.AsArray() ?? [])
        {
            if (parameter!["example"] is not { } example)
                continue;
            var (name, value) = ((string)parameter["name"]!, example.ToString());
            switch ((string?)parameter["in"])
            {
                case "path":
                    path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
                    break;
                case "query":
                    query.Add($"{name}={value}");
                    break;
                default:
                    message.Headers.Add(name, value);
                    break;
            }
        }

        // The feed and the file are opened by an address that the app hands out.
        var (keyring, leeds) = (app.Get<Keyring>(), CollegeId.Parse("utc-leeds"));
        if (call.Path.StartsWith("/calendars/", StringComparison.Ordinal))
            query.Add($"token={keyring.FeedToken(leeds, 1)}");
        if (call.Path.StartsWith("/resources/", StringComparison.Ordinal))
            query.Add(await LinkAsync(app));
        if (body is not null)
            message.Content = new ByteArrayContent(
                Encoding.UTF8.GetBytes(body))
            { Headers = { ContentType = MediaTypeHeaderValue.Parse(type!) } };
        var security = call.Operation["security"]!.AsArray()
            .SelectMany(one => one!.AsObject())
            .Select(one => one.Key)
            .FirstOrDefault();
        if (security == "signature")
            Sign(app, message, body!);
        else if (security == "collegePassword" && !call.Path.Contains("caliper", StringComparison.Ordinal))
            message.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"utc-leeds:{keyring.XapiPassword(leeds, 1)}")));
        else if (security == "collegePassword")
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keyring.XapiPassword(leeds, 1));
        message.RequestUri = new Uri($"{path}?{string.Join('&', query)}", UriKind.Relative);
        return await (security == "signIn" ? app.Manager : app.Client).SendAsync(message, Cancellation);
    }

    private static async Task<string> LinkAsync(AppUnderTest app)
    {
        using var answer = await app.Manager.PostAsync("/api/resources/welcome/links", new StringContent("""{"college":"utc-leeds","expires":"2027-07-31T00:00:00Z"}""", Encoding.UTF8, "application/json"), Cancellation);
        return new Uri(
            (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["url"]!).Query.TrimStart('?');
    }

    private static void Sign(AppUnderTest app, HttpRequestMessage message, string body)
    {
        var timestamp = $"{app.Time.GetUtcNow().ToUnixTimeSeconds()}";
        message.Headers.Add("webhook-id", "msg_1");
        message.Headers.Add("webhook-timestamp", timestamp);
        message.Headers.Add(
            "webhook-signature",
            CollegeSystem.Sign(app.Get<Keyring>().WebhookSecret(CollegeId.Parse("utc-leeds"), 1), "msg_1", timestamp, Encoding.UTF8.GetBytes(body)));
    }

    /// <summary>A programme with one of each thing that the examples' addresses name.</summary>
    private static async Task<AppUnderTest> SceneAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        await app.PutOnceAsync("genomics-on-a-laptop", CalendarDriver.Masterclass());
        await app.PutOnceAsync(
            "opening-day",
            CalendarDriver.Masterclass(body => (body["title"], body["start"], body["end"]) = ("Opening day", "2026-11-18T10:00:00", "2026-11-18T11:00:00")));
        using var created = await app.Manager.PostAsync("/api/resources", new StringContent("""{"title":"Welcome","kind":"slides","fileName":"welcome.txt","contentType":"text/plain"}""", Encoding.UTF8, "application/json"), Cancellation);
        created.EnsureSuccessStatusCode();
        using var other = await app.Manager.PutAsync(
            "/api/resources/welcome/versions/1/content",
            new StringContent("Welcome.", Encoding.UTF8, "text/plain"),
            Cancellation);
        other.EnsureSuccessStatusCode();
        await app.DrainAsync();
        (await app.Manager.PostAsync("/api/digests/2026-W47", null, Cancellation)).EnsureSuccessStatusCode();
        await app.DrainAsync();
        return app;
    }

    private sealed record Call(string Method, string Path, JsonObject Operation);
}
