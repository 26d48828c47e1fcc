using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class WebhookSweepTests(ITestOutputHelper output)
{
    private const string First = "6690e6c9-3ef0-4ed3-8b37-7f3964730bee";
    private const string Second = "7690e6c9-3ef0-4ed3-8b37-7f3964730bee";

    [Fact]
    public Task A_delivery_of_cloudevents_converges() => SweepAsync("take and record one delivery", app =>
    {
        var body = CollegeSystem.Body(
            CollegeSystem.Viewed("1"),
            CollegeSystem.Viewed("1"),
            CollegeSystem.Event(
                "2",
                "pathway.learner.enrolled",
                new { learner = "jo@utc-leeds.example.org", aliases = new[] { "1234" }, yearGroup = 12 }),
            CollegeSystem.Viewed("3", time: "2026-06-24T10:00:00Z"));
        return () => CollegeSystem.Known(app).SendAsync(body, CollegeSystem.Batch, "msg_1");
    });

    [Fact]
    public Task A_batch_of_statements_converges() => SweepAsync("take and record xapi statements", app =>
        () => XapiTests.PostAsync(app, CollegeSystem.Known(app), $"[{XapiTests.Statement("6690e6c9-3ef0-4ed3-8b37-7f3964730bee")},{XapiTests.Statement(null)}]"));

    [Fact]
    public Task A_statement_and_its_voiding_converge() => SweepAsync(
        "take statements back",
        app =>
            () =>
                XapiTests.PostAsync(
                    app,
                    CollegeSystem.Known(app),
                    $"[{VoidingTests.Void(First)},{VoidingTests.Void(Second)},{XapiTests.Statement(Second)}]"),
        async app =>
        {
            (await XapiTests.PostAsync(app, CollegeSystem.Known(app), $"[{XapiTests.Statement(First)},{XapiTests.Statement(null)}]")).Dispose();
            await app.DrainAsync();
        });

    [Fact]
    public Task A_caliper_envelope_converges() => SweepAsync("take and record a caliper envelope", app =>
        () => CaliperTests.PostAsync(app, CollegeSystem.Known(app), CaliperTests.Envelope(CaliperTests.Event(1, "ViewEvent", "Viewed"), CaliperTests.Event(2, "GradeEvent", "Graded"))));

    [Fact]
    public Task A_delivery_of_several_transactions_with_a_claim_converges() =>
        SweepAsync("take and record a delivery with a claim", app =>
    {
        var body = CollegeSystem.Body(
            [.. Enumerable.Range(0, 260).Select(i => CollegeSystem.Viewed($"{i}", $"learner-{i}", $"resource-{i % 3}"))]);
        return () => CollegeSystem.Known(app).SendAsync(body, CollegeSystem.Batch, "msg_1");
    });

    [Fact]
    public Task An_id_with_other_content_converges_to_one_dead_letter() => SweepAsync(
        "keep a conflict",
        app =>
        {
            var body = CollegeSystem.Body(CollegeSystem.Viewed("1", resource: "another"), CollegeSystem.Viewed("2"));
            return () => CollegeSystem.Known(app).SendAsync(body, CollegeSystem.Batch, "msg_2");
        },
        async app =>
        {
            (await CollegeSystem.Known(app).SendAsync(CollegeSystem.Body(CollegeSystem.Viewed("1")), CollegeSystem.Batch, "msg_1")).Dispose();
            await app.DrainAsync();
        });

    private Task SweepAsync(
        string name,
        Func<AppUnderTest, Func<Task<HttpResponseMessage>>> send, Func<AppUnderTest, Task>? arrange = null) => FaultSweep.RunAsync(
        new Scenario(
            name,
            async app =>
            {
                await app.JoinAsync("utc-leeds");
                await (arrange?.Invoke(app) ?? Task.CompletedTask);
            },
            async app =>
            {
                await CollegeSystem.RepeatAsync(send(app));
                await app.DrainAsync();
            }),
        output.WriteLine);
}
