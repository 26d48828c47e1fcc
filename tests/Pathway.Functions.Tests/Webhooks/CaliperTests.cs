using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class CaliperTests
{
    [Fact]
    public async Task Maps_the_events_that_say_something_and_drops_staff_grades_and_descriptions()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await PostAsync(app, leeds, Envelope(
            Event(1, "ViewEvent", "Viewed"),
            Event(1, "ViewEvent", "Viewed"),
            Event(2, "MediaEvent", "Ended"),
            Event(3, "AssignableEvent", "Submitted"),
            Event(4, "FeedbackEvent", "Ranked", ""","generated":{"type":"Rating","selections":[4],"rater":"https://example.edu/users/1"}"""),
            Event(7, "FeedbackEvent", "Ranked", ""","generated":{"type":"Rating","selections":["very good"]}"""),
            Event(5, "GradeEvent", "Graded"),
            Event(6, "ViewEvent", "Viewed", ""","membership":{"member":"https://example.edu/users/1","roles":["Instructor"]}"""),
            """{"id":"https://example.edu/users/1","type":"Person","name":"Jo Smith"}"""));
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(5, answer.GetProperty("accepted").GetInt32());
        Assert.Equal(
            (1, 1, 1),
            (answer.GetProperty("dropped").GetProperty("Graded").GetInt32(), answer.GetProperty("dropped").GetProperty("actor").GetInt32(), answer.GetProperty("dropped").GetProperty("Person").GetInt32()));
        Assert.Equal(1, answer.GetProperty("dropped").GetProperty("generated").GetInt32());
        var counters = await ReceiveWebhookTests.CountersAsync(app);
        Assert.Equal(
            [FactVerb.Viewed, FactVerb.Completed, FactVerb.Submitted, FactVerb.Rated],
            counters.Select(counter => counter.Verb).Order());
        Assert.All(
            counters,
            counter => Assert.Equal((1L, 1, "https://example.edu/pages/2"), (counter.Events, counter.Learners.Length, counter.Object)));
        Assert.Equal(4, counters.Single(counter => counter.Verb == FactVerb.Rated).RatingSum);
    }

    [Theory]
    [InlineData("""{"sensor":"s","sendTime":"2026-11-24T10:00:00.000Z","data":[]}""", "/dataVersion")]
    [InlineData("""{"sensor":"s","sendTime":"2026-11-24T10:00:00.000Z","dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p1","data":[],"more":1}""", "/more")]
    [InlineData("""{"sensor":"s","sendTime":"2026-11-24T10:00:00.000Z","dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p1","data":[],"jo@utc-leeds.example.org":1}""", "/(other)")]
    [InlineData("""{"sensor":"s","sendTime":"yesterday","dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p1","data":[]}""", "/sendTime")]
    [InlineData("""{"sensor":"s","sendTime":"2026-11-24T10:00:00.000Z","dataVersion":"http://purl.imsglobal.org/ctx/caliper/v2","data":[]}""", "/dataVersion")]
    [InlineData("""{"sensor":"s","sendTime":"2026-11-24T10:00:00.000Z","dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p2","data":{}}""", "/data")]
    [InlineData("""[]""", "")]
    [InlineData("""{"sensor" """, "")]
    public async Task Refuses_an_envelope_that_is_none(string body, string path)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await PostAsync(app, leeds, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(
            path,
            problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Wants_the_password_as_the_bearer_token()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var wrong = await PostAsync(app, leeds, Envelope(), token: "wrong");
        using var secret = await PostAsync(app, leeds, Envelope(), token: leeds.Secret);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Accepted), (wrong.StatusCode, secret.StatusCode));
    }

    [Theory]
    [InlineData("""{"id":"urn:x:a:1","type":"Attempt","assignable":{"id":"urn:example:work:1","type":"Assessment"}}""", "urn:example:work:1")]
    [InlineData("""{"id":"urn:x:a:1","type":"Attempt","assignable":"https://lms.example.org/work/1"}""", "https://lms.example.org/work/1")]
    [InlineData("""{"id":"urn:x:a:1","type":"Attempt","assignee":{"id":"urn:jo"}}""", null)]
    [InlineData("""{"id":"urn:x:r:1","type":"Result","attempt":{"id":"urn:x:a:1","type":"Attempt","assignable":{"id":"urn:example:work:1"}}}""", "urn:example:work:1")]
    [InlineData("""{"id":"urn:x:r:1","type":"FillinBlankResponse","attempt":{"assignable":{"id":"urn:example:work:1"}}}""", "urn:example:work:1")]
    [InlineData("""{"id":"https://lms.example.org/film#t=9","type":"MediaLocation","isPartOf":{"id":"https://lms.example.org/film","type":"VideoObject"}}""", "https://lms.example.org/film")]
    [InlineData("""{"id":"urn:x:f:1","type":"Frame","isPartOf":{"id":"urn:x:p:1","type":"Page","isPartOf":{"id":"urn:example:book:1","type":"Document"}}}""", "urn:example:book:1")]
    [InlineData("""{"id":"urn:example:page:1","type":"Page"}""", "urn:example:page:1")]
    [InlineData("\"urn:example:work:1\"", "urn:example:work:1")]
    public async Task What_one_learner_made_of_a_thing_counts_for_the_thing(string about, string? thing)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var submitted = $$"""{"id":"urn:uuid:3a648e68-f00d-4c08-aa59-8738e1884f01","type":"AssignableEvent","actor":{"id":"urn:jo","type":"Person"},"action":"Submitted","object":{{about}},"eventTime":"2026-11-24T10:15:00.000Z"}""";

        using var response = await PostAsync(app, leeds, Envelope(submitted));
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(
            thing is null ? [] : [thing],
            (await ReceiveWebhookTests.CountersAsync(app)).Select(counter => counter.Object));
    }

    internal static string Envelope(params string[] data) =>
        $$"""{"sensor":"https://example.edu/sensors/1","sendTime":"2026-11-24T11:05:01.000Z","dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p2","data":[{{string.Join(',', data)}}]}""";

    internal static string Event(
        int id, string type, string action, string more = "", string learner = "https://example.edu/users/554433") =>
        $$"""{"@context":"http://purl.imsglobal.org/ctx/caliper/v1p2","id":"urn:uuid:3a648e68-f00d-4c08-aa59-8738e1884f{{id:00}}","type":"{{type}}","actor":{"id":"{{learner}}","type":"Person"},"action":"{{action}}","object":{"id":"https://example.edu/pages/2?for=jo","type":"WebPage","name":"Jo's page"},"eventTime":"2026-11-24T10:15:00.000Z"{{more}}}""";

    internal static async Task<HttpResponseMessage> PostAsync(
        AppUnderTest app, CollegeSystem college, string body, string? token = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            "/api/caliper/utc-leeds")
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? college.XapiPassword);
        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
