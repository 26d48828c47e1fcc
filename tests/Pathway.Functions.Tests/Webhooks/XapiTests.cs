using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme.Rules;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class XapiTests
{
    private const string Id = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee";

    [Fact]
    public async Task One_statement_or_many_are_answered_with_their_ids_in_order_and_the_versions_headers()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var one = await PostAsync(app, leeds, Statement(Id));
        using var many = await PostAsync(
            app,
            leeds,
            $"[{Statement("7690e6c9-3ef0-4ed3-8b37-7f3964730bee")},{Statement(null)},{Statement(Id)}]",
            version: "2.0.0");
        await app.DrainAsync();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (one.StatusCode, many.StatusCode));
        Assert.Equal([Id], await one.Content.ReadFromJsonAsync<string[]>(TestContext.Current.CancellationToken) ?? []);
        var ids = await many.Content.ReadFromJsonAsync<string[]>(TestContext.Current.CancellationToken);
        Assert.Equal(("7690e6c9-3ef0-4ed3-8b37-7f3964730bee", Id), (ids![0], ids[2]));
        Assert.True(Guid.TryParse(ids[1], out _));
        Assert.Equal(
            ("1.0.3", "2.0.0"),
            (one.Headers.GetValues("X-Experience-API-Version").Single(), many.Headers.GetValues("X-Experience-API-Version").Single()));
        Assert.True(one.Headers.Contains("X-Experience-API-Consistent-Through"));
        var counter = Assert.Single(await ReceiveWebhookTests.CountersAsync(app));
        Assert.Equal(
            ("https://moodle.utc-leeds.example.org/mod/page/view.php?id=7", 3L, 1, 120L),
            (counter.Object, counter.Events, counter.Learners.Length, counter.Minutes));
    }

    [Fact]
    public async Task Put_takes_the_id_of_the_address()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var put = await PostAsync(
            app, leeds, Statement(null), method: HttpMethod.Put, query: $"?statementId={Id}");
        using var same = await PostAsync(app, leeds, Statement(Id));
        using var other = await PostAsync(
            app,
            leeds,
            Statement("7690e6c9-3ef0-4ed3-8b37-7f3964730bee"),
            method: HttpMethod.Put,
            query: $"?statementId={Id}");
        using var without = await PostAsync(app, leeds, Statement(null), method: HttpMethod.Put);
        await app.DrainAsync();

        Assert.Equal(
            [204, 200, 400, 400], new[] { put, same, other, without }.Select(response => (int)response.StatusCode));
        Assert.Equal(1, Assert.Single(await ReceiveWebhookTests.CountersAsync(app)).Events);
    }

    [Fact]
    public async Task A_repeated_id_inside_a_batch_is_refused_and_known_content_under_a_known_id_is_a_dead_letter_if_it_differs()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var twice = await PostAsync(app, leeds, $"[{Statement(Id)},{Statement(Id.ToUpperInvariant())}]");
        using var first = await PostAsync(app, leeds, Statement(Id));
        using var other = await PostAsync(app, leeds, Statement(Id).Replace("id=7", "id=8", StringComparison.Ordinal));
        await app.DrainAsync();

        Assert.Equal([400, 200, 200], new[] { twice, first, other }.Select(response => (int)response.StatusCode));
        Assert.Equal(1, Assert.Single(await ReceiveWebhookTests.CountersAsync(app)).Events);
        var letters = (await app.Manager.GetFromJsonAsync<JsonElement>("/api/dead-letters?reason=other%20content", TestContext.Current.CancellationToken)).GetProperty("items");
        Assert.Equal(1, letters.GetArrayLength());
    }

    [Theory]
    [InlineData("http://adlnet.gov/expapi/verbs/experienced")]
    [InlineData("https://w3id.org/xapi/adl/verbs/experienced")]
    [InlineData("http://activitystrea.ms/schema/1.0/experience")]
    [InlineData("http://activitystrea.ms/schema/1.0/read")]
    [InlineData("http://activitystrea.ms/schema/1.0/watch")]
    [InlineData("http://activitystrea.ms/schema/1.0/listen")]
    [InlineData("https://w3id.org/xapi/acrossx/verbs/watched")]
    [InlineData("http://id.tincanapi.com/verb/viewed")]
    public async Task What_was_experienced_read_or_watched_was_viewed(string verb)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var statement = $$"""{"actor":{"mbox":"mailto:jo@utc-leeds.example.org"},"verb":{"id":"{{verb}}"},"object":{"id":"https://moodle.utc-leeds.example.org/mod/page/view.php?id=7"} }""";

        using var response = await PostAsync(app, leeds, statement);
        await app.DrainAsync();

        var counter = Assert.Single(await ReceiveWebhookTests.CountersAsync(app));
        Assert.Equal((FactVerb.Viewed, 1L), (counter.Verb, counter.Events));
    }

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 400)]
    public async Task A_statement_may_be_of_two_hundred_people_in_whichever_groups(int people, int status)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var members = Enumerable.Range(0, people).Select(i => $$"""{"mbox":"mailto:{{i}}@utc-leeds.example.org"}""").ToList();
        var actor = $$"""{"objectType":"Group","member":[{{string.Join(',', members[..150])}},{"objectType":"Group","member":[{{string.Join(',', members[150..])}}]}]}""";
        var statement = $$"""{"actor":{{actor}},"verb":{"id":"http://adlnet.gov/expapi/verbs/attended"},"object":{"id":"https://moodle.utc-leeds.example.org/mod/page/view.php?id=7"} }""";

        using var response = await PostAsync(app, leeds, statement);
        await app.DrainAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(
            status == 200 ? [people] : [],
            (await ReceiveWebhookTests.CountersAsync(app)).Select(counter => counter.Learners.Length));
    }

    [Theory]
    [InlineData("actor", """{"mbox":"mailto:b@utc-leeds.example.org"}""")]
    [InlineData("verb", """{"id":"http://adlnet.gov/expapi/verbs/attended"}""")]
    [InlineData("id", "\"6690e6c9-3ef0-4ed3-8b37-7f3964730bee\"")]
    public async Task A_member_that_is_there_twice_is_refused(string member, string value)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await PostAsync(app, leeds, $"{Statement(Id).TrimEnd()[..^1]},\"{member}\":{value}}}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            $"/{member}",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wants_the_version_the_password_and_json()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var noVersion = await PostAsync(app, leeds, Statement(Id), version: null);
        using var oldVersion = await PostAsync(app, leeds, Statement(Id), version: "0.95");
        using var wrongUser = await PostAsync(app, leeds, Statement(Id), user: "utc-derby");
        using var xml = await PostAsync(app, leeds, Statement(Id), contentType: "application/xml");
        using var about = await app.Client.GetAsync("/api/xapi/utc-leeds/about", TestContext.Current.CancellationToken);

        Assert.Equal(
            [400, 400, 401, 415, 200],
            new[] { noVersion, oldVersion, wrongUser, xml, about }.Select(response => (int)response.StatusCode));
        Assert.All(
            [noVersion, oldVersion, wrongUser, xml, about],
            response => Assert.True(response.Headers.Contains("X-Experience-API-Version")));
        Assert.Equal("Basic", wrongUser.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Contains(
            "1.0.3",
            await about.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PT40M12S", 40)]
    [InlineData("PT0S", 0)]
    [InlineData("PT1H29M30S", 90)]
    [InlineData("PT0.5H", 30)]
    [InlineData("P1D", 1440)]
    [InlineData("P0Y0M0DT0H40M0S", 40)]
    [InlineData("P0Y0M0W0DT1H", 60)]
    [InlineData("PT0,5H", 30)]
    [InlineData("P0Y1M", null)]
    [InlineData("P1Y", null)]
    [InlineData("P2D", null)]
    [InlineData("P", null)]
    [InlineData("PT", null)]
    [InlineData("forty minutes", null)]
    public void Reads_durations(string text, int? minutes) => Assert.Equal(minutes, IsoDuration.Minutes(text));

    internal static string Statement(string? id) => (id is null ? "{" : $$"""{"id":"{{id}}",""") + """
        "actor":{"objectType":"Agent","name":"Jo Smith","account":{"homePage":"https://moodle.utc-leeds.example.org","name":"41"}},
         "verb":{"id":"http://id.tincanapi.com/verb/viewed","display":{"en":"viewed"}},
         "object":{"id":"https://moodle.utc-leeds.example.org/mod/page/view.php?id=7&user=41#jo","definition":{"name":{"en":"A page"}}},
         "result":{"duration":"PT40M","response":"secret"},"timestamp":"2026-11-24T10:00:00+00:00"}
        """;

    internal static async Task<HttpResponseMessage> PostAsync(
        AppUnderTest app, CollegeSystem college, string body, string? version = "1.0.3", HttpMethod? method = null, string query = "", string user = "utc-leeds", string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(
            method ?? HttpMethod.Post,
            "/api/xapi/utc-leeds/statements" + query)
        { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{college.XapiPassword}")));
        if (version is not null)
            request.Headers.Add("X-Experience-API-Version", version);
        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
