using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class VoidingTests
{
    private const string One = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee";
    private const string Two = "7690e6c9-3ef0-4ed3-8b37-7f3964730bee";

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task A_voided_statement_is_taken_back_once_in_whichever_order_they_come(
        bool voidedFirst, bool together)
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        var (first, second) = voidedFirst
            ? (Void(One), XapiTests.Statement(One))
            : (XapiTests.Statement(One), Void(One));

        await SendAsync(app, leeds, XapiTests.Statement(Two));
        foreach (var body in together ? new[] { $"[{first},{second}]" } : [first, second, second, first])
            await SendAsync(app, leeds, body);

        var counter = Assert.Single(await ReceiveWebhookTests.CountersAsync(app));
        Assert.Equal((1L, 40L, 1), (counter.Events, counter.Minutes, counter.Learners.Length));
        var letters = await app.Manager.GetFromJsonAsync<JsonElement>(
            "/api/dead-letters", TestContext.Current.CancellationToken);
        Assert.Empty(letters.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Who_did_nothing_else_is_no_learner_any_more_and_nothing_is_left_of_the_last()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        await SendAsync(
            app,
            leeds,
            $"[{XapiTests.Statement(One)},{XapiTests.Statement(Two).Replace("\"41\"", "\"42\"", StringComparison.Ordinal)}]");

        await SendAsync(app, leeds, Void(One));
        var (learners, events) = (Assert.Single(await ReceiveWebhookTests.CountersAsync(app)).Learners.Length, Assert.Single(await ReceiveWebhookTests.CountersAsync(app)).Events);
        await SendAsync(app, leeds, Void(Two));

        Assert.Equal((1, 1L), (learners, events));
        Assert.Empty(await ReceiveWebhookTests.CountersAsync(app));
    }

    [Fact]
    public async Task What_was_done_in_the_year_before_is_taken_back_in_that_year()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        await SendAsync(
            app, leeds, XapiTests.Statement(One).Replace("2026-11-24", "2026-06-24", StringComparison.Ordinal));

        await SendAsync(app, leeds, Void(One));

        Assert.Empty(await ReceiveWebhookTests.CountersAsync(app));
    }

    [Fact]
    public async Task What_was_taken_back_does_not_come_again_when_another_is_counted_after()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);
        await SendAsync(app, leeds, XapiTests.Statement(One));
        await SendAsync(app, leeds, Void(One));

        await SendAsync(app, leeds, XapiTests.Statement(Two));

        Assert.Equal(1, Assert.Single(await ReceiveWebhookTests.CountersAsync(app)).Events);
    }

    [Fact]
    public async Task Only_a_reference_to_a_statement_can_be_voided()
    {
        await using var app = await AppUnderTest.StartAsync();
        var leeds = await CollegeSystem.JoinAsync(app);

        using var response = await XapiTests.PostAsync(
            app, leeds, Void(One).Replace("StatementRef", "Activity", StringComparison.Ordinal));

        Assert.Equal(400, (int)response.StatusCode);
    }

    internal static string Void(string id) => $$"""
        {"id":"{{(id[0] == '6' ? "a" : "b")}}690e6c9-3ef0-4ed3-8b37-7f3964730bee","actor":{"mbox":"mailto:it@utc-leeds.example.org"},
         "verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},"object":{"objectType":"StatementRef","id":"{{id}}"},"timestamp":"2026-11-24T11:00:00Z"}
        """;

    private static async Task SendAsync(AppUnderTest app, CollegeSystem leeds, string body)
    {
        using var response = await XapiTests.PostAsync(app, leeds, body);
        Assert.True(
            response.IsSuccessStatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await app.DrainAsync();
    }
}
