using Pathway.Testing;

namespace Pathway.Functions.Tests.Webhooks;

public sealed class WebhookSweepTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_delivery_converges_whatever_call_fails() => FaultSweep.RunAsync(
        new Scenario(
            "take and record one delivery",
            async app => _ = await app.JoinAsync("utc-leeds"),
            async app =>
            {
                var body = CollegeSystem.Body(
                    CollegeSystem.Viewed("1"),
                    CollegeSystem.Viewed("1"),
                    CollegeSystem.Event("2", "pathway.learner.enrolled", new { learner = "jo@utc-leeds.example.org", aliases = new[] { "1234" }, yearGroup = 12 }),
                    CollegeSystem.Viewed("3", time: "2026-06-24T10:00:00Z"));
                await CollegeSystem.RepeatAsync(() => CollegeSystem.Known(app).SendAsync(body, CollegeSystem.Batch, "msg_1"));
                await app.DrainAsync();
            }),
        output.WriteLine);
}
