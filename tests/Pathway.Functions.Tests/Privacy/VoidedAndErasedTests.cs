using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

/// <summary>Facts that are taken back and learners who are taken out, in whichever order.</summary>
public sealed class VoidedAndErasedTests(ITestOutputHelper output)
{
    private const string One = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee";
    private const string Two = "7690e6c9-3ef0-4ed3-8b37-7f3964730bee";
    private const string Learner = "https://moodle.utc-leeds.example.org|41";

    [Fact]
    public async Task What_was_taken_back_is_nobodys_and_the_rest_is_still_found()
    {
        await using var app = await StartAsync();
        await VoidAsync(app, One);
        await EngagementRows.AssertSumsAsync(app);

        var export = await LearnerScene.AskAsync(app, "export", Learner);
        var receipt = await LearnerScene.AskAsync(app, "erase", Learner);

        Assert.Equal((1, 1, 0), LearnerScene.Counts(export));
        Assert.Equal((1, 1, 0), LearnerScene.Counts(receipt));
        await AssertGoneAsync(app);
    }

    [Fact]
    public async Task What_an_erased_learner_did_can_be_taken_back_and_comes_to_nothing()
    {
        await using var app = await StartAsync();
        await LearnerScene.AskAsync(app, "erase", Learner);

        await VoidAsync(app, One);
        await SendAsync(app, XapiTests.Statement(One));

        Assert.Equal((0, 0, 0), LearnerScene.Counts(await LearnerScene.AskAsync(app, "export", Learner)));
        await AssertGoneAsync(app);
    }

    [Fact]
    public async Task What_two_did_is_taken_back_from_the_one_who_is_left()
    {
        await using var app = await AppUnderTest.StartAsync();
        await CollegeSystem.JoinAsync(app);
        await SendAsync(app, Together);
        await EngagementRows.AssertSumsAsync(app);
        await LearnerScene.AskAsync(app, "erase", Learner);
        await EngagementRows.AssertSumsAsync(app);
        var other = await LearnerScene.AskAsync(app, "export", Learner.Replace("41", "42", StringComparison.Ordinal));

        await VoidAsync(app, One);

        Assert.Equal((1, 1, 0), LearnerScene.Counts(other));
        await EngagementRows.AssertSumsAsync(app);
        Assert.DoesNotContain(await EngagementRows.AllAsync(app), row => row.RowKey[0] is 'C' or 'I');
    }

    /// <summary>A delivery of the learner's own is recorded between any two calls of the erasure.</summary>
    [Fact]
    public async Task Whatever_is_recorded_in_between_the_sums_hold()
    {
        var calls = await BetweenAsync(int.MaxValue);

        await Parallel.ForEachAsync(Enumerable.Range(1, calls), async (call, _) => await BetweenAsync(call));

        output.WriteLine($"{calls} calls, a delivery before each of them");
        Assert.True(calls > 10, $"{calls} calls");
    }

    [Fact]
    public Task Taking_back_converges_with_the_index() => FaultSweep.RunAsync(
        new Scenario(
            "void and erase",
            ArrangeAsync,
            async app =>
            {
                await CollegeSystem.RepeatAsync(() => XapiTests.PostAsync(app, CollegeSystem.Known(app), VoidingTests.Void(One)));
                await app.DrainAsync();
                await CollegeSystem.RepeatAsync(
                    () => LearnerScene.PostAsync(app.Manager, "erase", "utc-leeds", Learner));
            })
        {
            // The minute of the delivery's line, when it had to be sent again.
            Ignore = ["Engagement.At"],
        },
        output.WriteLine);

    // A group that did one thing is, to xAPI, an actor with members.
    private static string Together => XapiTests.Statement(One).Replace(
        """{"objectType":"Agent","name":"Jo Smith","account":{"homePage":"https://moodle.utc-leeds.example.org","name":"41"}}""",
        """
        {"objectType":"Group","member":[{"account":{"homePage":"https://moodle.utc-leeds.example.org","name":"41"}},
         {"account":{"homePage":"https://moodle.utc-leeds.example.org","name":"42"}}]}
        """,
        StringComparison.Ordinal);

    private static async Task<int> BetweenAsync(int call)
    {
        await using var app = await LearnerScene.StartAsync();
        (await CollegeSystem.Known(app).PostAsync(
            CollegeSystem.Viewed("20", LearnerScene.Jo),
            CollegeSystem.Viewed("21", LearnerScene.Sam),
            CollegeSystem.Event("22", "pathway.feedback.given", new { activity = "stroke-day", learner = LearnerScene.Jo, rating = 3 })))
            .Dispose();
        app.Outgoing.Between(call, app.DrainAsync);

        await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);

        var calls = app.Outgoing.Count;
        app.Outgoing.Watch();
        await EngagementRows.AssertSumsAsync(app);
        await app.DrainAsync();
        await LearnerScene.AskAsync(app, "erase", LearnerScene.Jo);
        await EngagementRows.AssertSumsAsync(app);
        Assert.Equal((0, 0, 0), LearnerScene.Counts(await LearnerScene.AskAsync(app, "export", LearnerScene.Jo)));
        return calls;
    }

    private static async Task<AppUnderTest> StartAsync()
    {
        var app = await AppUnderTest.StartAsync();
        await ArrangeAsync(app);
        return app;
    }

    private static async Task ArrangeAsync(AppUnderTest app)
    {
        await CollegeSystem.JoinAsync(app);
        await SendAsync(app, $"[{XapiTests.Statement(One)},{XapiTests.Statement(Two)}]");
    }

    private static Task VoidAsync(AppUnderTest app, string statement) => SendAsync(app, VoidingTests.Void(statement));

    private static async Task SendAsync(AppUnderTest app, string body)
    {
        using var response = await XapiTests.PostAsync(app, CollegeSystem.Known(app), body);
        Assert.True(
            response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await app.DrainAsync();
    }

    private static async Task AssertGoneAsync(AppUnderTest app)
    {
        var rows = await EngagementRows.AllAsync(app);
        Assert.DoesNotContain(rows, row => row.RowKey[0] is 'C' or 'I' or 'L');
        Assert.DoesNotContain(rows, row => row.GetString("Learners") is { Length: > 0 });
        await EngagementRows.AssertSumsAsync(app);
    }
}
