using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class CloudEventsRequestTests
{
    [Fact]
    public async Task Limits_size_events_encoding_and_type()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var many = CollegeSystem.Body([.. Enumerable.Range(0, 501).Select(i => CollegeSystem.Viewed($"{i}"))]);

        using var tooMany = await leeds.SendAsync(many, CollegeSystem.Batch);
        using var tooLarge = await leeds.SendAsync(new byte[(256 * 1024) + 1], CollegeSystem.Batch);
        using var bomb = await leeds.SendAsync(
            Gzip(new byte[64 * 1024 * 1024]),
            CollegeSystem.Batch,
            change: request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        using var encoding = await leeds.SendAsync(
            many, CollegeSystem.Batch, change: request => request.Content!.Headers.ContentEncoding.Add("br"));
        using var type = await leeds.SendAsync(many, "application/xml");
        using var plain = await leeds.SendAsync(many, "application/json");

        Assert.Equal(
            [413, 413, 413, 415, 415, 415],
            new[] { tooMany, tooLarge, bomb, encoding, type, plain }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task Consents_to_a_registered_origin_and_to_no_other()
    {
        await using var app = await AppUnderTest.StartAsync();
        await CollegeSystem.JoinAsync(
            app,
            definition: new { name = "Leeds", allowedOrigins = new[] { "events.utc-leeds.example.org" }, eventsPerMinute = 120 });

        using var registered = await OptionsAsync(app, "utc-leeds", "events.utc-leeds.example.org", "600");
        using var modest = await OptionsAsync(app, "utc-leeds", "EVENTS.utc-leeds.example.org", "10");
        using var stranger = await OptionsAsync(app, "utc-leeds", "events.example.net", "10");
        using var nowhere = await OptionsAsync(app, "utc-nowhere", "events.utc-leeds.example.org", "10");
        using var silent = await OptionsAsync(app, "utc-leeds", null, null);

        Assert.Equal(
            ("events.utc-leeds.example.org", "120", "POST"),
            (Header(registered, "WebHook-Allowed-Origin"), Header(registered, "WebHook-Allowed-Rate"), string.Join(',', registered.Content.Headers.Allow)));
        Assert.Equal("10", Header(modest, "WebHook-Allowed-Rate"));
        Assert.Equal((HttpStatusCode.OK, null), (stranger.StatusCode, Header(stranger, "WebHook-Allowed-Origin")));
        Assert.Equal((HttpStatusCode.OK, null), (nowhere.StatusCode, Header(nowhere, "WebHook-Allowed-Origin")));
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
    }

    [Fact]
    public async Task A_college_has_its_own_quota_and_the_log_shows_one_refusal_a_minute()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app, definition: new { name = "Leeds", eventsPerMinute = 4 });
        var derby = await CollegeSystem.JoinAsync(app, "utc-derby", new { name = "Derby" });

        using var within = await leeds.PostAsync(
            CollegeSystem.Viewed("1"), CollegeSystem.Viewed("2"), CollegeSystem.Viewed("3"));
        using var over = await leeds.PostAsync(CollegeSystem.Viewed("4"), CollegeSystem.Viewed("5"));
        using var again = await leeds.PostAsync(CollegeSystem.Viewed("4"), CollegeSystem.Viewed("5"));
        using var other = await derby.PostAsync(
            CollegeSystem.Viewed("1"),
            CollegeSystem.Viewed("2"),
            CollegeSystem.Viewed("3"),
            CollegeSystem.Viewed("4"),
            CollegeSystem.Viewed("5"));
        app.Time.Advance(TimeSpan.FromSeconds(15));
        using var later = await leeds.PostAsync(CollegeSystem.Viewed("4"), CollegeSystem.Viewed("5"));
        using var nothing = await leeds.PostAsync();

        Assert.Equal(
            [202, 429, 429, 202, 202, 429],
            new[] { within, over, again, other, later, nothing }.Select(response => (int)response.StatusCode));
        Assert.Equal(15, over.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        await app.DrainAsync();
        var items = (await app.Manager.GetFromJsonAsync<JsonElement>("/api/colleges/utc-leeds/deliveries", TestContext.Current.CancellationToken)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            "quota",
            Assert.Single(items, item => item.TryGetProperty("refused", out _)).GetProperty("refused").GetString());
    }

    [Theory]
    [InlineData("text/json", "")]
    [InlineData("application/json; charset=utf8", "")]
    [InlineData("application/json; charset=\"UTF-8\"", "\uFEFF")]
    [InlineData("application/vnd.example+json", "\uFEFF")]
    [InlineData("Application/JSON", "")]
    public async Task Json_by_any_of_its_names_is_json_in_binary_mode_and_inside(string contentType, string mark)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var data = Encoding.UTF8.GetBytes(mark + """{"resource":"welcome","learner":"jo@utc-leeds.example.org"}""");
        var wrapped = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new { specversion = "1.0", id = "2", source = "/mis", type = "pathway.resource.viewed", datacontenttype = contentType, data_base64 = Convert.ToBase64String(data) });

        using var binary = await leeds.SendAsync(data, contentType, change: request =>
        {
            foreach (var (name, value) in new[] { ("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "/mis"), ("ce-type", "pathway.resource.viewed") })
                request.Headers.Add(name, value);
        });
        using var structured = await leeds.SendAsync(wrapped, "application/cloudevents+json; charset=utf8");

        Assert.Equal([202, 202], new[] { binary, structured }.Select(response => (int)response.StatusCode));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private static async Task<HttpResponseMessage> OptionsAsync(
        AppUnderTest app, string college, string? origin, string? rate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, $"/api/webhooks/{college}");
        if (origin is not null)
            request.Headers.Add("WebHook-Request-Origin", origin);
        if (rate is not null)
            request.Headers.Add("WebHook-Request-Rate", rate);
        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
