using System.Net.Http.Headers;
using System.Text;
using Pathway.Functions.Programme.Rules;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

/// <summary>The ways in which a statement may come that are not one JSON body.</summary>
public sealed class XapiRequestTests
{
    private const string Id = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee";

    [Theory]
    [InlineData(
        "abc", "\r\n", "--abc\r\nContent-Type: text/plain\r\nX-Experience-API-Hash: 495395e7\r\n\r\nthe content\r\n")]
    [InlineData("\"a b\"", "\r\n", "")]
    [InlineData("abc", "\n", "")]
    public async Task Statements_with_attachments_are_read_and_the_attachments_are_not(
        string boundary, string line, string more)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var mark = "--" + boundary.Trim('"');
        var body = $"preamble{line}{mark}{line}Content-Type: application/json{line}{line}{XapiTests.Statement(Id)}{line}{more}{mark}--{line}";

        using var request = Request(leeds, "", body, $"multipart/mixed; boundary={boundary}");
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.True(
            response.IsSuccessStatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, Assert.Single(await ReceiveWebhookTests.CountersAsync(app)).Events);
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed; boundary=other")]
    public async Task Parts_that_cannot_be_told_apart_are_a_problem(string contentType)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var request = Request(
            leeds,
            "",
            $"--abc\r\nContent-Type: application/json\r\n\r\n{XapiTests.Statement(Id)}\r\n--abc--",
            contentType);
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "", 200)]
    [InlineData("PUT", Id, 204)]
    [InlineData("GET", "", 400)]
    public async Task The_alternate_syntax_means_the_request_in_its_form(string method, string id, int status)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Authorization"] = "Basic " + Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"utc-leeds:{leeds.XapiPassword}")),
            ["X-Experience-API-Version"] = "1.0.3",
            ["Content-Type"] = "application/json",
            ["content"] = XapiTests.Statement(Id),
        };
        if (id.Length > 0)
            form["statementId"] = id;

        using var response = await app.Client.PostAsync(
            $"/api/xapi/utc-leeds/statements?method={method}",
            new FormUrlEncodedContent(form),
            TestContext.Current.CancellationToken);
        await app.DrainAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("1.0.3", response.Headers.GetValues("X-Experience-API-Version").Single());
        Assert.Equal(status == 400 ? 0 : 1, (await ReceiveWebhookTests.CountersAsync(app)).Count);
    }

    [Theory]
    [InlineData("1.0", 200)]
    [InlineData("1.0.9", 200)]
    [InlineData("2.0.1", 200)]
    [InlineData("1.1.0", 400)]
    [InlineData("0.95", 400)]
    public async Task Every_patch_of_a_version_is_taken(string version, int status)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await XapiTests.PostAsync(app, leeds, XapiTests.Statement(Id), version);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("2026-07-03T10:00:00", "Europe/London", "2026-07-03T09:00:00Z")]
    [InlineData("2026-07-03T10:00:00.5", "Europe/London", "2026-07-03T09:00:00.5Z")]
    [InlineData("2026-07-03T10:00", "Asia/Tokyo", "2026-07-03T01:00:00Z")]
    [InlineData("2026-07-03T10:00Z", "Asia/Tokyo", "2026-07-03T10:00:00Z")]
    [InlineData("2026-07-03T10:00:00+01", "Asia/Tokyo", "2026-07-03T09:00:00Z")]
    [InlineData("2026-07-03T10:00:00+01:00", "Asia/Tokyo", "2026-07-03T09:00:00Z")]
    [InlineData("2026-07-03", "Europe/London", "2026-07-02T23:00:00Z")]
    [InlineData("2026-03-29T01:30:00", "Europe/London", "2026-03-29T01:30:00Z")]
    [InlineData("yesterday", "Europe/London", null)]
    [InlineData("2026-13-03T10:00:00", "Europe/London", null)]
    [InlineData("1999-07-03T10:00:00", "Europe/London", null)]
    public void A_time_without_a_zone_is_the_colleges(string text, string zone, string? utc) => Assert.Equal(
        Rfc3339.Parse(utc), WallTime.ParsePlausible(Encoding.ASCII.GetBytes(text), zone, new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero)));

    private static HttpRequestMessage Request(CollegeSystem leeds, string query, string body, string contentType)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            "/api/xapi/utc-leeds/statements" + query)
        { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"utc-leeds:{leeds.XapiPassword}")));
        request.Headers.Add("X-Experience-API-Version", "1.0.3");
        return request;
    }
}
