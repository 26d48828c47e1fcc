namespace Pathway.Chaos.Tests;

/// <summary>The console's short run as facts: one class, so one after the other, and on one stack where the scenarios share it.</summary>
public sealed class ShortRunTests(ShortRun run) : IClassFixture<ShortRun>
{
    public static TheoryData<string> Scenarios => [.. ScenarioList.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Ends_in_a_reckoning_that_is_right(string scenario)
    {
        var verdict = await run.JudgeAsync(scenario, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(VerdictTable.Render(run.Options, [verdict]));
        Assert.Empty(verdict.Faults);
    }
}
