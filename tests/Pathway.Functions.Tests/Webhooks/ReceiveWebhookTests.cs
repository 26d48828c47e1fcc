using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class ReceiveWebhookTests
{
    private static readonly CollegeId Leeds = CollegeId.Parse("utc-leeds");

    [Fact]
    public async Task A_batch_is_accepted_with_one_storage_call_and_counted()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        using var warm = await leeds.PostAsync();

        app.Outgoing.Watch();
        using var response = await leeds.SendAsync(
            CollegeSystem.Body(
                CollegeSystem.Viewed("1"),
                CollegeSystem.Viewed("2", "mo@utc-leeds.example.org"),
                CollegeSystem.Viewed("3", "JO@utc-leeds.example.org ")),
            CollegeSystem.Batch,
            "msg_p5jXN8AQM9LWM0D4loKWxJek");
        var calls = app.Outgoing.Calls.ToList();
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Single(calls);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("""{"delivery":"msg_p5jXN8AQM9LWM0D4loKWxJek","accepted":3,"dropped":{}}""", answer.GetRawText());
        var counter = Assert.Single(await CountersAsync(app));
        Assert.Equal((3, 2, FactVerb.Viewed), (counter.Events, counter.Learners.Length, counter.Verb));
        Assert.Equal((ObjectKind.Elsewhere, "stroke-pathways"), (counter.Kind, counter.Object));
    }

    [Fact]
    public async Task A_bad_event_is_named_and_nothing_of_its_delivery_is_taken()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await leeds.PostAsync(
            CollegeSystem.Viewed("1"),
            CollegeSystem.Event("2", "pathway.feedback.given", new { activity = "x-ray-day", learner = "jo@utc-leeds.example.org", rating = 6 }));
        await app.DrainAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(1, problem.GetProperty("index").GetInt32());
        Assert.Equal("/1/data/rating", problem.GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Empty(await CountersAsync(app));
    }

    internal static async Task<List<Counter>> CountersAsync(
        AppUnderTest app, CollegeId? college = null, LocalDate? from = null, LocalDate? to = null)
    {
        var counters = new List<Counter>();
        await foreach (var counter in app.Get<CounterReader>().ReadAsync(college ?? Leeds, from ?? new LocalDate(2024, 9, 1), to ?? new LocalDate(2027, 8, 31), TestContext.Current.CancellationToken))
            counters.Add(counter);
        return counters;
    }
}
