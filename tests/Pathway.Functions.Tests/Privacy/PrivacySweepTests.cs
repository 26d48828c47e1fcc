using Pathway.Functions.Tests.Webhooks;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Privacy;

public sealed class PrivacySweepTests(ITestOutputHelper output)
{
    [Fact]
    public Task Erasing_a_learner_converges() => FaultSweep.RunAsync(
        new Scenario(
            "erase a learner",
            async app =>
            {
                await LearnerScene.ArrangeAsync(app);
                (await CollegeSystem.Known(app).PostAsync(CollegeSystem.Viewed("2", LearnerScene.Jo, "another"))).Dispose();
                await app.DrainAsync();
            },
            app => CollegeSystem.RepeatAsync(() => LearnerScene.PostAsync(app.Manager, "erase", "utc-leeds", LearnerScene.Jo))),
        output.WriteLine);
}
