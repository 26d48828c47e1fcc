using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>Bodies that are not what they seem: each gets an answer that says so.</summary>
public sealed class HostileBodyTests
{
    // Three learners in Latin-1, whose bytes would all be read as the same wrong character.
    private static readonly byte[] Accents = [0xe8, 0xe9, 0xea];

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused_in_every_dialect_and_mode()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        foreach (var accent in Accents)
        {
            var batch = Damaged(CollegeSystem.Body(CollegeSystem.Viewed("1", "jos_@utc-leeds.example.org")), accent);
            var single = Damaged(
                JsonSerializer.SerializeToUtf8Bytes(CollegeSystem.Viewed("1", "jos_@utc-leeds.example.org")), accent);
            var data = Damaged(
                JsonSerializer.SerializeToUtf8Bytes(new { resource = "r", learner = "jos_@utc-leeds.example.org" }),
                accent);
            var wrapped = JsonSerializer.SerializeToUtf8Bytes(
                new { specversion = "1.0", id = "1", source = "/s", type = "pathway.resource.viewed", data_base64 = Convert.ToBase64String(data) });
            await RefusedAsync(await leeds.SendAsync(batch, CollegeSystem.Batch), "");
            await RefusedAsync(await leeds.SendAsync(single, CollegeSystem.Single), "");
            await RefusedAsync(await leeds.SendAsync(wrapped, CollegeSystem.Single), "/data_base64");
            await RefusedAsync(
                await leeds.SendAsync(data, "application/json", change: request =>
                {
                    foreach (var (name, value) in new[] { ("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "/s"), ("ce-type", "pathway.resource.viewed") })
                        request.Headers.Add(name, value);
                }),
                "/data");
            await RefusedAsync(
                await SendAsync(
                    app,
                    "/api/xapi/utc-leeds/statements",
                    Damaged(
                        Encoding.UTF8.GetBytes(
                            XapiTests.Statement(null).Replace("Jo Smith", "jos_", StringComparison.Ordinal)),
                        accent),
                    leeds.XapiPassword),
                "");
            await RefusedAsync(
                await SendAsync(
                    app,
                    "/api/caliper/utc-leeds",
                    Damaged(
                        Encoding.UTF8.GetBytes(
                            CaliperTests.Envelope(CaliperTests.Event(1, "ViewEvent", "Viewed", learner: "urn:jos_"))),
                        accent),
                    leeds.XapiPassword),
                "");
        }
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_body()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await leeds.SendAsync(
            [0xef, 0xbb, 0xbf, .. CollegeSystem.Body(CollegeSystem.Viewed("1"))], CollegeSystem.Batch);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task An_escaped_learner_is_as_long_as_what_it_says()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var escaped = string.Concat(Enumerable.Repeat("\\u00e9", 256));
        static byte[] Body(string id, string learner) => Encoding.UTF8.GetBytes($$"""[{"specversion":"1.0","id":"{{id}}","source":"/s","type":"pathway.resource.viewed","data":{"resource":"r","learner":"{{learner}}"} }]""");

        using var longest = await leeds.SendAsync(Body("1", escaped), CollegeSystem.Batch);
        using var same = await leeds.SendAsync(Body("2", new string('\u00e9', 256)), CollegeSystem.Batch);
        using var longer = await leeds.SendAsync(Body("3", escaped + "x"), CollegeSystem.Batch);
        using var nobody = await leeds.SendAsync(Body("4", "mailto:"), CollegeSystem.Batch);
        using var blank = await leeds.SendAsync(Body("5", "\\u00a0"), CollegeSystem.Batch);
        await app.DrainAsync();

        Assert.Equal(
            [202, 202, 400, 400, 400],
            new[] { longest, same, longer, nobody, blank }.Select(response => (int)response.StatusCode));
        var counter = Assert.Single(await ReceiveWebhookTests.CountersAsync(app));
        Assert.Equal((2L, 1), (counter.Events, counter.Learners.Length));
    }

    [Fact]
    public async Task A_body_refused_before_it_is_read_shows_in_the_colleges_log()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var reasons = new List<string>();
        foreach (var (body, encoding) in new[] { (new byte[(256 * 1024) + 1], ""), ("[]"u8.ToArray(), "br"), ("[]"u8.ToArray(), "gzip") })
        {
            using var response = await leeds.SendAsync(body, CollegeSystem.Batch, change: request =>
            {
                if (encoding.Length > 0)
                    request.Content!.Headers.ContentEncoding.Add(encoding);
            });
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }

        // Lines are written behind the answers.
        for (var look = 0; look < 200 && reasons.Count < 3; look++)
        {
            var log = await app.Manager.GetFromJsonAsync<JsonElement>(
                "/api/colleges/utc-leeds/deliveries", TestContext.Current.CancellationToken);
            reasons =
            [
                .. log.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("refused").GetString()!),
            ];
        }

        Assert.Equal(["malformed", "mediatype", "toolarge"], reasons);
    }

    [Fact]
    public async Task A_gzip_that_is_cut_anywhere_or_does_not_check_is_no_body()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var whole = Gzip(CollegeSystem.Body(CollegeSystem.Viewed("1")));

        foreach (var cut in Enumerable.Range(1, 12).Append(whole.Length - 4))
            Assert.Equal(HttpStatusCode.BadRequest, await ZippedAsync(leeds, whole[..^cut]));
        foreach (var place in Enumerable.Range(1, 8))
        {
            var damaged = whole.ToArray();
            damaged[^place] ^= 1;
            Assert.Equal(HttpStatusCode.BadRequest, await ZippedAsync(leeds, damaged));
        }

        Assert.Equal(HttpStatusCode.BadRequest, await ZippedAsync(leeds, [.. whole, 0]));
        Assert.Equal(HttpStatusCode.Accepted, await ZippedAsync(leeds, whole));
    }

    /// <summary>As <c>cat a.gz b.gz</c> makes it.</summary>
    [Fact]
    public async Task A_gzip_of_several_members_is_one_body()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var body = CollegeSystem.Body(CollegeSystem.Viewed("1"));

        Assert.Equal(HttpStatusCode.Accepted, await ZippedAsync(leeds, [.. Gzip(body[..20]), .. Gzip(body[20..])]));
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("Content-Length: 20\r\n\r\n[]")]
    public async Task A_body_that_stops_on_its_way_is_no_500(string rest)
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        using var client = new TcpClient();
        await client.ConnectAsync(app.Host.Address.Host, app.Host.Address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /api/webhooks/utc-leeds HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n{rest}"), TestContext.Current.CancellationToken);
        client.Client.Shutdown(SocketShutdown.Send);

        var answer = await ReadAsync(stream);

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("failed", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What the server still says to who stopped talking; it may just as well hang up.</summary>
    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        try
        {
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static byte[] Damaged(byte[] body, byte accent) => [.. body.Select(one => one == (byte)'_' ? accent : one)];

    private static async Task<HttpResponseMessage> SendAsync(
        AppUnderTest app, string path, byte[] body, string password)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            path)
        { Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } } };
        request.Headers.Add("X-Experience-API-Version", "1.0.3");
        request.Headers.Authorization = path.Contains("xapi", StringComparison.Ordinal)
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"utc-leeds:{password}")))
            : new("Bearer", password);
        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static async Task<HttpStatusCode> ZippedAsync(CollegeSystem college, byte[] body)
    {
        using var response = await college.SendAsync(
            body, CollegeSystem.Batch, change: request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        return response.StatusCode;
    }

    private static async Task RefusedAsync(HttpResponseMessage response, string path)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            var fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());
            Assert.Equal(
                (path, "is not UTF-8."),
                (fault.GetProperty("path").GetString(), fault.GetProperty("reason").GetString()));
        }
    }
}
