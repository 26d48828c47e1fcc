using System.Collections.Concurrent;
using Xunit;
using Xunit.Sdk;

namespace Pathway.Testing;

/// <summary>A flow for the sweep.</summary>
/// <param name="Name">As the sweep prints it.</param>
/// <param name="Arrange">What is there before; nothing fails in it.</param>
/// <param name="Act">
/// The flow, as whoever starts it would drive it: a client that repeats what was not answered, a queue that delivers again. It
/// may throw while a fault is on; afterwards it is run once more undisturbed.
/// </param>
public sealed record Scenario(string Name, Func<AppUnderTest, Task> Arrange, Func<AppUnderTest, Task> Act)
{
    public AppOptions Options { get; init; } = new();

    /// <summary>What is compared at the end, where that is not all there is.</summary>
    public Func<AppUnderTest, Task<string>>? Read { get; init; }

    internal Task<string> ReadAsync(AppUnderTest app) => Read?.Invoke(app) ?? AppState.ReadAsync(app, Ignore);

    /// <summary>Columns (<c>Table.Column</c>) that a repeated call may change, each with its reason beside it.</summary>
    public IReadOnlyCollection<string> Ignore { get; init; } = [];
}

/// <summary>
/// The I/O fault sweep: runs a scenario quietly and counts its outgoing calls, then once per call and per way of failing that
/// leaves something else behind, then once more undisturbed; each time the app must end where the quiet run ended.
/// </summary>
public static class FaultSweep
{
    public static async Task RunAsync(Scenario scenario, Action<string> print)
    {
        var (quiet, calls) = await QuietAsync(scenario);
        var runs = Runs(calls);
        var diverged = new ConcurrentQueue<string>();

        // Each run has an app, a simulator and a storage prefix of its own.
        await Parallel.ForEachAsync(runs, async (run, _) =>
        {
            var state = await BrokenAsync(scenario, run.Call, run.Fault);
            if (state != quiet)
                diverged.Enqueue(
                    $"{run.Fault} at call {run.Call} ({calls[run.Call - 1]}):{Environment.NewLine}{Difference(quiet, state)}");
        });

        print(
            $"sweep {scenario.Name}: {calls.Count} calls, {runs.Count} runs, {runs.Count - diverged.Count} converged");
        if (calls.Count == 0)
            throw new XunitException($"The scenario {scenario.Name} makes no call: there is nothing to break.");
        Assert.True(
            diverged.IsEmpty,
            $"{diverged.Count} runs of {scenario.Name} ended elsewhere.{Environment.NewLine}{string.Join(Environment.NewLine, diverged.Take(5))}");
    }

    // A call that only reads leaves nothing behind: to lose its answer is not to have sent it, and to die before it is to die
    // before the next one that writes, or after the last.
    private static List<(Fault Fault, int Call)> Runs(List<string> calls)
    {
        var runs = new List<(Fault, int)>();
        for (var call = 1; call <= calls.Count; call++)
        {
            var writes = !OnlyReads(calls[call - 1]);
            runs.Add((Fault.NotSent, call));
            if (writes)
                runs.Add((Fault.AnswerLost, call));
            if (writes || call == calls.Count)
                runs.Add((Fault.Died, call));
        }

        return runs;
    }

    // Whoever gets messages off a queue hides them from all others.
    private static bool OnlyReads(string call) =>
        call.StartsWith("HEAD ", StringComparison.Ordinal)
        || (call.StartsWith("GET ", StringComparison.Ordinal) && !call.EndsWith("/messages", StringComparison.Ordinal));

    private static async Task<(string State, List<string> Calls)> QuietAsync(Scenario scenario)
    {
        await using var app = await AppUnderTest.StartAsync(scenario.Options);
        await ArrangeAsync(scenario, app);
        app.Outgoing.Watch();
        await scenario.Act(app);
        var calls = app.Outgoing.Calls.ToList();
        var once = await scenario.ReadAsync(app);
        await scenario.Act(app);
        Assert.Equal(once, await scenario.ReadAsync(app));
        return (once, calls);
    }

    private static async Task<string> BrokenAsync(Scenario scenario, int call, Fault fault)
    {
        await using var app = await AppUnderTest.StartAsync(scenario.Options);
        await ArrangeAsync(scenario, app);
        app.Outgoing.Break(call, fault);
        try
        {
            await scenario.Act(app);
        }
        catch (Exception expected) when (expected is not XunitException)
        {
            // What a caller sees of a fault is not the point here; what is left behind is.
        }

        app.Outgoing.Watch();
        await scenario.Act(app);
        return await scenario.ReadAsync(app);
    }

    // What arranging left on the queues is not the scenario's: it is worked off before anything is counted or broken.
    private static async Task ArrangeAsync(Scenario scenario, AppUnderTest app)
    {
        await scenario.Arrange(app);
        await app.DrainAsync();
    }

    private static string Difference(string quiet, string state)
    {
        var (expected, actual) = (quiet.Split(Environment.NewLine), state.Split(Environment.NewLine));
        return string.Join(Environment.NewLine, expected.Except(actual, StringComparer.Ordinal).Select(line => "  missing: " + line)
            .Concat(actual.Except(expected, StringComparer.Ordinal).Select(line => "  extra:   " + line)).Take(12));
    }
}
