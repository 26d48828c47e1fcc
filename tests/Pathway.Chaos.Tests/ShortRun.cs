namespace Pathway.Chaos.Tests;

/// <summary>One short run, whose scenarios are asked for one by one.</summary>
public sealed class ShortRun : IAsyncLifetime
{
    private readonly ChaosRun run;

    public ShortRun() => run = new ChaosRun(Options, Console.Error.WriteLine);

    internal ChaosOptions Options { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => run.DisposeAsync();

    internal Task<Verdict> JudgeAsync(string scenario, CancellationToken cancellationToken) =>
        run.JudgeAsync(ScenarioList.All.Single(known => known.Name == scenario), cancellationToken);
}
