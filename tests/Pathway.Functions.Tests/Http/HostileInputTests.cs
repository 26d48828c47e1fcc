using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Http;

/// <summary>What no honest client sends, on every route: an answer that says so, and never a failure of ours.</summary>
public sealed class HostileInputTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Readers =>
        FunctionCalls.All.Where(function => function.Value.Methods!.Any(verb => verb is "post" or "put" or "patch"))
            .Select(function => function.Key);

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n{}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n{}")]
    [InlineData("Content-Length: 100\r\n\r\n{}")]
    public async Task A_body_that_is_none_or_breaks_off_is_no_failure_of_ours(string rest)
    {
        await using var app = await AppUnderTest.StartAsync();
        var calls = await FunctionCalls.PrepareAsync(app);
        foreach (var name in Readers)
        {
            using var request = calls.Request(name);
            var head = new StringBuilder(
                $"{request.Method} {request.RequestUri} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
            foreach (var (header, values) in request.Headers.Concat(app.Manager.DefaultRequestHeaders).Where(header => header.Key != "Transfer-Encoding"))
                head.Append($"{header}: {string.Join(',', values)}\r\n");
            head.Append(
                $"Content-Type: {request.Content?.Headers.ContentType?.ToString() ?? "application/json"}\r\n{rest}");

            var answer = await SendRawAsync(
                app,
                head.ToString(),
                breaksOff: !rest.Contains("ff", StringComparison.Ordinal) && !rest.Contains("ZZ", StringComparison.Ordinal));

            Assert.True(
                (answer.Length == 0 && rest[^1] == '}') || !answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal),
                $"{name}: {answer}");
        }

        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00x\"")]
    [InlineData("\"\u00ff\"")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]")]
    public async Task A_text_that_is_none_is_no_failure_of_ours_wherever_it_stands(string value)
    {
        await using var app = await AppUnderTest.StartAsync();
        var calls = await FunctionCalls.PrepareAsync(app);
        foreach (var name in Readers)
        {
            using var model = calls.Request(name);
            foreach (var body in await BodiesAsync(model, value))
            {
                using var request = calls.Request(name);
                request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
                request.Content.Headers.ContentType = model.Content?.Headers.ContentType
                    ?? new MediaTypeHeaderValue("application/json");

                using var answer = await app.Manager.SendAsync(request, Cancellation);

                Assert.True((int)answer.StatusCode < 500, $"{name} answered {answer.StatusCode} to {body}");
            }
        }

        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_principal_that_is_none_is_nobody()
    {
        await using var app = await AppUnderTest.StartAsync();
        foreach (var principal in new[] { "{\"claims\":[{\"typ\":\"\\ud800\",\"val\":\"x\"}]}", "{\"claims\":[1,null]}", "{\"claims\":{}}", "[]", "{\"role_typ\":5,\"claims\":[{\"typ\":6,\"val\":7}]}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/colleges");
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));

            using var answer = await app.Client.SendAsync(request, Cancellation);

            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
                $"{answer.StatusCode} to {principal}");
        }
    }

    [Theory]
    [InlineData("caf\u00e9.example.org")]
    [InlineData("a\u007f.example.org")]
    [InlineData("a\u0001b")]
    public async Task An_origin_that_no_header_can_carry_gets_no_consent(string origin)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds", new { name = "UTC Leeds", allowedOrigins = new[] { "*" } });

        var answer = await SendRawAsync(
            app,
            $"OPTIONS /api/webhooks/utc-leeds HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nWebHook-Request-Origin: {origin}\r\n\r\n",
            Encoding.UTF8);
        var plain = await SendRawAsync(
            app,
            "OPTIONS /api/webhooks/utc-leeds HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nWebHook-Request-Origin: a.example.org\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (200|400) ", answer);
        Assert.DoesNotContain("WebHook-Allowed-Origin", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("WebHook-Allowed-Origin: a.example.org", plain, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("{\"title\":\"\\ud800\"}", "/title", "is no Unicode text: it has half of a surrogate pair.")]
    [InlineData(
        "{\"a\":{\"b\":[1,{\"c d\":\"x\\udc00\"}]}}",
        "/a/b/1/c d",
        "is no Unicode text: it has half of a surrogate pair.")]
    [InlineData("{\"a\":[],\"b\":\"\\ud800\\u0041\"}", "/b", "is no Unicode text: it has half of a surrogate pair.")]
    [InlineData("\"\u00ff\"", "", "is not UTF-8.")]
    [InlineData("{\"a\":", "", "is not valid JSON at line 1, byte 6.")]
    public void Json_that_is_none_is_told_with_its_place(string json, string path, string reason)
    {
        var fault = Assert.ThrowsAny<JsonException>(() => JsonInput.Parse(Encoding.Latin1.GetBytes(json)));

        Assert.Equal((path, reason), (JsonFault.From(fault).Path, JsonFault.From(fault).Reason));
    }

    [Theory]
    [InlineData("POST", "/api/webhooks/utc-leeds")]
    [InlineData("POST", "/api/webhooks/utc-nowhere")]
    [InlineData("POST", "/api/xapi/utc-leeds/statements")]
    [InlineData("POST", "/api/caliper/utc-leeds")]
    [InlineData("OPTIONS", "/api/webhooks/utc-leeds")]
    [InlineData("GET", "/calendars/utc-leeds.ics?token=x")]
    [InlineData("GET", "/resources/nothing?t=x")]
    [InlineData("PUT", "/api/colleges/utc-leeds")]
    public async Task What_a_stranger_sends_is_a_line_of_the_log_however_much_it_is(string method, string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var lines = app.Log.Lines.Count(IsTold);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
            request.Content = new StringContent(
                $"[{string.Join(',', Enumerable.Repeat("{}", 80_000))}]", Encoding.UTF8, "application/json");
        else
            request.Headers.TryAddWithoutValidation(
                "WebHook-Request-Origin", string.Join(' ', Enumerable.Repeat("v1,x", 3_000)));

        using var answer = await app.Client.SendAsync(request, Cancellation);

        Assert.InRange((int)answer.StatusCode, 200, 499);
        Assert.InRange(app.Log.Lines.Count(IsTold) - lines, 0, 1);
        Assert.DoesNotContain(app.Log.Lines, line => line.Length > 2_000 && IsTold(line));

        static bool IsTold(string line) =>
            line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal);
    }

    /// <summary>The value alone, and in the place of each value of a valid body.</summary>
    private static async Task<IEnumerable<string>> BodiesAsync(HttpRequestMessage model, string value)
    {
        var text = model.Content is null ? "{}" : await model.Content.ReadAsStringAsync(Cancellation);
        if (!text.StartsWith('{') && !text.StartsWith('['))
            return [value, text + value];
        using var document = JsonDocument.Parse(text);
        var members = document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().Select(member => member.Name).ToList()
            : [];
        return
        [
            value,
            $"[{value}]",
            $$"""{"value":[{"clientState":{{value}},"lifecycleEvent":{{value}}}]}""",
            $$"""{"headers":{"x":{{value}}},"body":{{value}}}""",
            .. members.Append("yearGroup").Append("audience").Append("milestones").Select(member => $$"""{"{{member}}":{{value}}}"""),
        ];
    }

    private static async Task<string> SendRawAsync(
        AppUnderTest app, string request, Encoding? encoding = null, bool breaksOff = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Host.Address.Host, app.Host.Address.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync((encoding ?? Encoding.ASCII).GetBytes(request), Cancellation);
        if (breaksOff)
            client.Client.Shutdown(SocketShutdown.Send);
        try
        {
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync(Cancellation);
        }
        catch (IOException)
        {
            // It may just as well hang up on who stopped talking.
            return "";
        }
    }
}
