using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class CheckSampleTests
{
    [Fact]
    public async Task A_good_sample_is_a_go_and_nothing_is_stored()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        using var warm = await app.Manager.GetAsync("/api/colleges/utc-leeds", TestContext.Current.CancellationToken);

        app.Outgoing.Watch();
        var result = await CheckAsync(
            app, leeds.Request(CollegeSystem.Body(CollegeSystem.Viewed("1")), CollegeSystem.Batch));

        Assert.True(result.GetProperty("go").GetBoolean());
        Assert.Equal(
            ["body", "headers", "timestamp", "signature", "contentType", "events"],
            result.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("check").GetString()));
        Assert.All(app.Outgoing.Calls, call => Assert.StartsWith("GET ", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bad_sample_is_a_no_go_that_says_why()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        leeds.Secret = "whsec_" + Convert.ToBase64String(new byte[32]);
        var late = leeds.Request(
            CollegeSystem.Body(CollegeSystem.Event("1", "pathway.learner.left", new { })), CollegeSystem.Batch);
        app.Time.Advance(TimeSpan.FromMinutes(10));

        var result = await CheckAsync(app, late);

        Assert.False(result.GetProperty("go").GetBoolean());
        var failed = result.GetProperty("checks")
            .EnumerateArray()
            .Where(check => !check.GetProperty("passed").GetBoolean())
            .ToDictionary(
                check => check.GetProperty("check").GetString()!, check => check.GetProperty("detail").GetString());
        Assert.Equal(["timestamp", "signature", "events"], failed.Keys);
        Assert.Contains("600 s behind", failed["timestamp"], StringComparison.Ordinal);
        Assert.Contains("/0/data/learner is required", failed["events"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_of_another_dialect_is_described_with_its_headers()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Authorization"] = "Basic " + Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"utc-leeds:{leeds.XapiPassword}")),
            ["X-Experience-API-Version"] = "1.0.3",
            ["Content-Type"] = "application/json",
        };
        using var described = new HttpRequestMessage(
            HttpMethod.Post, "/")
        { Content = JsonContent.Create(new { headers, body = XapiTests.Statement(null) }) };

        var result = await CheckAsync(app, described);

        Assert.True(result.GetProperty("go").GetBoolean(), result.GetRawText());
        Assert.Equal("xapi", result.GetProperty("dialect").GetString());
    }

    [Fact]
    public async Task The_password_tells_a_caliper_sample_whatever_is_wrong_with_its_envelope()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var headers = new Dictionary<string, string>(
            StringComparer.Ordinal)
        { ["Authorization"] = "Bearer " + leeds.XapiPassword, ["Content-Type"] = "application/json" };
        using var described = new HttpRequestMessage(
            HttpMethod.Post,
            "/")
        { Content = JsonContent.Create(new { headers, body = CaliperTests.Envelope().Replace("sensor", "sensr", StringComparison.Ordinal) }) };

        var result = await CheckAsync(app, described);

        Assert.Equal("caliper", result.GetProperty("dialect").GetString());
        var failed = Assert.Single(
            result.GetProperty("checks").EnumerateArray(), check => !check.GetProperty("passed").GetBoolean());
        Assert.Contains("/sensor is required", failed.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"headers":[],"body":""}""", "/headers")]
    [InlineData("""{"headers":{},"body":{"specversion":"1.0"}}""", "/body")]
    [InlineData("""{"headers":{}}""", "/body")]
    [InlineData("""{"headers":{"webhook-id":["a"]},"body":""}""", "/headers/webhook-id")]
    public async Task A_description_that_is_none_says_so(string description, string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        await CollegeSystem.JoinAsync(app);

        using var response = await app.Manager.PostAsync(
            "/api/colleges/utc-leeds/check",
            new StringContent(description, Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(
            path, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task Only_the_manager_and_the_colleges_own_coordinator_may_look()
    {
        await using var app = await AppUnderTest.StartAsync();
        await CollegeSystem.JoinAsync(app);
        await CollegeSystem.JoinAsync(app, "utc-derby");
        var coordinator = app.As("it@utc-leeds.example.org", "College.Coordinator");

        using var own = await coordinator.GetAsync(
            "/api/colleges/utc-leeds/deliveries", TestContext.Current.CancellationToken);
        using var other = await coordinator.GetAsync(
            "/api/colleges/utc-derby/deliveries", TestContext.Current.CancellationToken);
        using var otherCheck = await coordinator.PostAsync(
            "/api/colleges/utc-derby/check", new StringContent("{}"), TestContext.Current.CancellationToken);

        Assert.Equal([200, 403, 403], new[] { own, other, otherCheck }.Select(response => (int)response.StatusCode));
    }

    private static async Task<JsonElement> CheckAsync(AppUnderTest app, HttpRequestMessage sample)
    {
        using (sample)
        {
            sample.RequestUri = new Uri("/api/colleges/utc-leeds/check", UriKind.Relative);
            using var response = await app.Manager.SendAsync(sample, TestContext.Current.CancellationToken);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        }
    }
}
