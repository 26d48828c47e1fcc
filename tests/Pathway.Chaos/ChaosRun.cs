using System.Diagnostics;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos;

/// <summary>
/// A run over scenarios. Those that leave a whole stack behind share one, because a start costs more than most of them; after one
/// that failed the next gets a fresh stack, or its fault would be everybody's.
/// </summary>
internal sealed class ChaosRun(ChaosOptions options, Action<string> say) : IAsyncDisposable
{
    private ChaosStack? shared;

    public ChaosOptions Options => options;

    public int Seed => options.Seed;

    public Action<string> Say => say;

    /// <summary>As large as this run wants it.</summary>
    public int Size(int small, int large) => options.IsLong ? Math.Max(small, (int)(large * options.Scale)) : small;

    /// <summary>The draws of one scenario: they do not depend on which others ran.</summary>
#pragma warning disable CA5394 // Repeatable, not secret.
    public Random Draws(string scenario) => new(scenario.Aggregate(options.Seed, static (sum, letter) => unchecked((sum * 31) + letter)));
#pragma warning restore CA5394

    /// <summary>The stack that scenarios share, started when the first needs it.</summary>
    public async Task<ChaosStack> SharedStackAsync(CancellationToken cancellationToken)
    {
        if (shared is null)
        {
            shared = await ChaosStack.StartAsync(Seed, cancellationToken);
            await shared.People.BeginAsync(colleges: 4, cancellationToken);
        }

        return shared;
    }

    public async Task<Verdict> JudgeAsync(IScenario scenario, CancellationToken cancellationToken)
    {
        say($"{scenario.Name} ...");
        var (tally, clock) = (new Tally(), Stopwatch.StartNew());
        try
        {
            await scenario.RunAsync(this, tally, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            tally.Fault($"It did not come to its end: {failure}");
        }

        var verdict = new Verdict(scenario.Name, Seed, clock.Elapsed.TotalSeconds, tally.Counts, tally.Faults);
        if (!verdict.Passed)
            await ForgetStackAsync();
        say($"  {(verdict.Passed ? "passed" : $"FAILED: {verdict.Faults.Count} faults, the first: {verdict.Faults[0]}")} ({verdict.Seconds:0.0} s)");
        return verdict;
    }

    public async ValueTask DisposeAsync() => await ForgetStackAsync();

    /// <summary>The next who asks for the stack that scenarios share gets a fresh one.</summary>
    public async Task ForgetStackAsync()
    {
        var old = Interlocked.Exchange(ref shared, null);
        if (old is not null)
            await old.DisposeAsync();
    }
}
