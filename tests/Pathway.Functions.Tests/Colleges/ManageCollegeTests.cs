using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Colleges;

public sealed class ManageCollegeTests
{
    private static readonly object Leeds = new
    {
        name = "UTC Leeds",
        contacts = new[] { "head@utc-leeds.example.org" },
        audience = new[] { "Staff@utc-leeds.example.org", "staff@utc-leeds.example.org" },
        emailDomains = new[] { "utc-leeds.example.org" },
        allowedOrigins = new[] { "mis.utc-leeds.example.org" },
    };

    [Fact]
    public async Task Shows_its_secrets_when_it_is_created_and_never_again()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var created = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", Leeds, TestContext.Current.CancellationToken);
        using var again = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", Leeds, TestContext.Current.CancellationToken);
        var read = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/colleges/utc-leeds", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var college = await created.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.StartsWith("whsec_", college.GetProperty("webhookSecret").GetString(), StringComparison.Ordinal);
        Assert.Equal(43, college.GetProperty("xapiPassword").GetString()!.Length);
        Assert.Contains(
            "/calendars/utc-leeds.ics?token=", college.GetProperty("feedUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["staff@utc-leeds.example.org"],
            college.GetProperty("audience").EnumerateArray().Select(mail => mail.GetString()));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.False(
            (await again.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).TryGetProperty("webhookSecret", out _));
        Assert.False(read.TryGetProperty("webhookSecret", out _));
    }

    [Fact]
    public async Task Names_every_faulty_field()
    {
        await using var app = await AppUnderTest.StartAsync();

        using var response = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds",
            new { name = "", timeZone = "Europe/Leeds", contacts = new[] { "head@utc-leeds.example.org", "nobody" }, eventsPerMinute = 0 },
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["/name", "/timeZone", "/eventsPerMinute", "/contacts/1"],
            problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData("""{"name":"x","nmae":"y"}""", "/nmae")]
    [InlineData("""{"name":"x","contacts":"head@example.org"}""", "/contacts")]
    [InlineData("""{"name":"x","name":"y"}""", "/name")]
    [InlineData("""{"name":""", "/name")]
    [InlineData("null", "")]
    public async Task Refuses_a_body_that_is_not_the_contract_and_names_the_place(string body, string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        using var response = await app.Manager.PutAsync(
            "/api/colleges/utc-leeds", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(path, problem.GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Keeps_as_many_addresses_as_it_takes()
    {
        await using var app = await AppUnderTest.StartAsync();
        var audience = Enumerable.Range(0, 2_000)
            .Select(i => $"somebody.with.a.longer.name.{i:0000}@staff.utc-leeds.example.org")
            .ToArray();

        using var created = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", new { name = "UTC Leeds", audience }, TestContext.Current.CancellationToken);
        var read = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/colleges/utc-leeds", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(audience, read.GetProperty("audience").EnumerateArray().Select(mail => mail.GetString()));
    }

    [Fact]
    public async Task Takes_back_what_it_answered_but_not_under_another_id()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var created = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", Leeds, TestContext.Current.CancellationToken);
        var read = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/colleges/utc-leeds", TestContext.Current.CancellationToken);

        using var back = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", read, TestContext.Current.CancellationToken);
        using var elsewhere = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-york", read, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (back.StatusCode, elsewhere.StatusCode));
    }

    [Fact]
    public async Task Changes_only_the_version_the_caller_saw()
    {
        await using var app = await AppUnderTest.StartAsync();
        using var created = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", Leeds, TestContext.Current.CancellationToken);

        using var unchanged = await PutIfMatchAsync(app, created.Headers.ETag!, Leeds);
        using var first = await PutIfMatchAsync(app, created.Headers.ETag!, new { name = "UTC Leeds West" });
        using var second = await PutIfMatchAsync(app, created.Headers.ETag!, new { name = "UTC Leeds East" });

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed),
            (unchanged.StatusCode, first.StatusCode, second.StatusCode));
        Assert.Equal((created.Headers.ETag, "\"2\""), (unchanged.Headers.ETag, first.Headers.ETag!.Tag));
    }

    [Theory]
    [InlineData(false, "If-Match", "*", HttpStatusCode.PreconditionFailed)]
    [InlineData(false, "If-None-Match", "*", HttpStatusCode.Created)]
    [InlineData(true, "If-Match", "*", HttpStatusCode.OK)]
    [InlineData(true, "If-Match", "\"7\", \"1\"", HttpStatusCode.OK)]
    [InlineData(true, "If-Match", "W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData(true, "If-Match", "1", HttpStatusCode.PreconditionFailed)]
    [InlineData(true, "If-None-Match", "*", HttpStatusCode.PreconditionFailed)]
    [InlineData(true, "If-None-Match", "W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData(true, "If-None-Match", "\"2\"", HttpStatusCode.OK)]
    public async Task Keeps_to_the_preconditions_of_http(
        bool joined, string header, string value, HttpStatusCode expected)
    {
        await using var app = await AppUnderTest.StartAsync();
        if (joined)
            await app.JoinAsync("utc-leeds");

        using var request = new HttpRequestMessage(
            HttpMethod.Put, "/api/colleges/utc-leeds")
        { Content = JsonContent.Create(Leeds) };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await app.Manager.SendAsync(request, TestContext.Current.CancellationToken);
        var after = await StatusAsync(app.Manager, "/api/colleges/utc-leeds");

        Assert.Equal(
            (expected, joined || expected is HttpStatusCode.Created),
            (response.StatusCode, after is HttpStatusCode.OK));
    }

    [Fact]
    public async Task Leaves_only_from_the_version_the_caller_saw()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");

        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/colleges/utc-leeds");
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"7\""));
        using var response = await app.Manager.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, HttpStatusCode.OK),
            (response.StatusCode, await StatusAsync(app.Manager, "/api/colleges/utc-leeds")));
    }

    [Fact]
    public async Task Opens_to_nobody_without_a_principal_and_to_a_coordinator_for_their_own_college()
    {
        await using var app = await AppUnderTest.StartAsync();
        await app.JoinAsync("utc-leeds");
        var coordinator = app.As("head@utc-leeds.example.org", Caller.CoordinatorRole);
        var stranger = app.As("head@utc-york.example.org", Caller.CoordinatorRole);
        var learner = app.As("somebody@utc-leeds.example.org");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Client, "/api/colleges/utc-leeds"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(coordinator, "/api/colleges/utc-leeds"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(stranger, "/api/colleges/utc-leeds"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(learner, "/api/colleges/utc-leeds"));
        using var write = await coordinator.PutAsJsonAsync(
            "/api/colleges/utc-leeds", Leeds, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, write.StatusCode);
    }

    [Fact]
    public async Task Trusts_no_principal_when_nothing_stands_in_front_of_the_app()
    {
        await using var app = await AppUnderTest.StartAsync(
            new AppOptions { Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["WEBSITE_AUTH_ENABLED"] = null } });

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Manager, "/api/colleges"));
    }

    [Fact]
    public async Task Rotates_its_secret_and_says_how_long_the_old_one_works()
    {
        await using var app = await AppUnderTest.StartAsync();
        var joined = await app.JoinAsync("utc-leeds");

        using var response = await app.Manager.PostAsync(
            "/api/colleges/utc-leeds/secret", null, TestContext.Current.CancellationToken);
        var rotated = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.NotEqual(
            joined.GetProperty("webhookSecret").GetString(), rotated.GetProperty("webhookSecret").GetString());
        Assert.Equal(app.Time.GetUtcNow().AddDays(7), rotated.GetProperty("previousValidUntil").GetDateTimeOffset());
    }

    [Fact]
    public async Task Leaves_the_programme_and_can_join_again()
    {
        await using var app = await AppUnderTest.StartAsync();
        var joined = await app.JoinAsync("utc-leeds");

        using var left = await app.Manager.DeleteAsync(
            "/api/colleges/utc-leeds", TestContext.Current.CancellationToken);
        using var leftTwice = await app.Manager.DeleteAsync(
            "/api/colleges/utc-leeds", TestContext.Current.CancellationToken);
        var gone = await StatusAsync(app.Manager, "/api/colleges/utc-leeds");
        using var back = await app.Manager.PutAsJsonAsync(
            "/api/colleges/utc-leeds", Leeds, TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Created),
            (left.StatusCode, leftTwice.StatusCode, gone, back.StatusCode));
        var rejoined = await back.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.NotEqual(
            joined.GetProperty("webhookSecret").GetString(), rejoined.GetProperty("webhookSecret").GetString());
    }

    [Fact]
    public Task Joins_once_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "join a college",
            _ => Task.CompletedTask,
            async app =>
            {
                (await app.Manager.PutAsJsonAsync("/api/colleges/utc-leeds", Leeds)).EnsureSuccessStatusCode();

                // Each PUT asks for the invitations; how often is no matter.
                await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
            })
        {
            // The salt is random.
            Ignore = ["Colleges.Salt"],
        },
        TestContext.Current.TestOutputHelper!.WriteLine);

    [Fact]
    public Task Leaves_once_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "leave the programme",
            app => app.JoinAsync("utc-leeds", Leeds),
            async app =>
            {
                using var left = await app.Manager.DeleteAsync("/api/colleges/utc-leeds");
                if (left.StatusCode is not HttpStatusCode.NotFound)
                    left.EnsureSuccessStatusCode();
                await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync();
            })
        {
            Ignore = ["Colleges.Salt"],
        },
        TestContext.Current.TestOutputHelper!.WriteLine);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> PutIfMatchAsync(
        AppUnderTest app, EntityTagHeaderValue version, object college)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put, "/api/colleges/utc-leeds")
        { Content = JsonContent.Create(college) };
        request.Headers.IfMatch.Add(version);
        return await app.Manager.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
