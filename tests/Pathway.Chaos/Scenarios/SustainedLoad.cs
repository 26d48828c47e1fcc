using System.Collections.Concurrent;
using System.Diagnostics;
using Pathway.Benchmarks;
using Pathway.Chaos.Reckoning;
using Pathway.Chaos.Stack;
using Pathway.Local;
using Pathway.Local.Azurite;

namespace Pathway.Chaos.Scenarios;

/// <summary>
/// Fifty colleges deliver for minutes while everything is recorded: how long they wait, what piles up, whether memory stays; and how the
/// rate compares with a worker app that only puts a message.
/// </summary>
internal sealed class SustainedLoad : IScenario
{
    private const int Colleges = 50;
    private const int EventsPerDelivery = 20;
    private const double FlatWithin = 1.10;
    private const double LeastRatio = 0.9;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2.5);

    public string Name => "sustained-load";

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        var seconds = run.Size(20, 300);
        var (pathway, bare) = run.Options.IsLong
            ? (await PublishedApp.PathwayAsync(), await PublishedApp.BareAsync())
            : (AppWorker.Assembly, BareAssembly);
        await using (var stack = await ChaosStack.StartAsync(run.Seed, cancellationToken, log: "Warning", worker: pathway))
        {
            await stack.People.BeginAsync(Colleges, cancellationToken);
            await DeliverAsync(stack, TimeSpan.FromSeconds(seconds), tally, run.Options.IsLong, cancellationToken);
            await FinalReckoning.JudgeAsync(stack, tally, memoryBefore: 0, cancellationToken);
        }

        var ratio = await RatioAsync(pathway, bare, run.Size(2, 12), tally, cancellationToken);

        // A debug build beside other tests has a ratio too, and no verdict.
        if (run.Options.IsLong)
            tally.Expect(
                ratio >= LeastRatio, $"Deliveries are accepted at {ratio:0.00} of the floor's rate; {LeastRatio:0.0} is the least.");
    }

    private static string BareAssembly => Path.Combine(
        Toolchain.Root, "tests", "Pathway.Testing.Worker", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Pathway.Testing.Worker.dll");

    private static async Task DeliverAsync(
        ChaosStack stack, TimeSpan length, Tally tally, bool judge, CancellationToken cancellationToken)
    {
        var (waits, memory, backlog) = (new ConcurrentQueue<double>(), new List<long>(), new List<int>());
        var clock = Stopwatch.StartNew();
        var colleges = stack.People.Colleges.Select(async (college, index) =>
        {
            // Each at its own moment of the interval, as fifty schedulers would.
            await Task.Delay(Interval * index / Colleges, TimeProvider.System, cancellationToken);
            using var ticks = new PeriodicTimer(Interval);
            do
            {
                var start = Stopwatch.GetTimestamp();
                await college.ReportAsync(EventsPerDelivery, cancellationToken);
                waits.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            while (clock.Elapsed < length && await ticks.WaitForNextTickAsync(cancellationToken));
        }).ToList();
        var all = Task.WhenAll(colleges);
        while (!all.IsCompleted)
        {
            memory.Add(await stack.WorkerBytesAsync());
            backlog.Add((await Settling.WaitingAsync(stack.Storage.Direct, cancellationToken)).Values.Sum());
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken));
        }

        await all;
        var sorted = waits.Order().ToList();
        tally.Count("deliveries", sorted.Count);
        tally.Count("events/s", sorted.Count * EventsPerDelivery / clock.Elapsed.TotalSeconds);
        tally.Count("p50 ms", sorted[sorted.Count / 2]);
        tally.Count("p99 ms", sorted[(int)(sorted.Count * 0.99)]);
        tally.Count("most waiting", backlog.Max());
        tally.Count("waiting at the end", backlog[^1]);
        JudgeMemory(memory, tally, judge);
    }

    /// <summary>The last fifth against the second: in the first it is still being compiled.</summary>
    private static void JudgeMemory(List<long> samples, Tally tally, bool judge)
    {
        var fifth = Math.Max(1, samples.Count / 5);
        var (early, late) = (Median(samples.Skip(fifth).Take(fifth)), Median(samples.TakeLast(fifth)));
        tally.Count("MB early", early >> 20);
        tally.Count("MB late", late >> 20);
        if (judge)
            tally.Expect(late <= early * FlatWithin, $"Memory went from {early >> 20} MB to {late >> 20} MB.");
    }

    private static long Median(IEnumerable<long> samples)
    {
        var sorted = samples.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }

    /// <summary>The same deliveries over the same connections, turn and turn about; neither records.</summary>
    private static async Task<double> RatioAsync(
        string pathway, string bare, int rounds, Tally tally, CancellationToken cancellationToken)
    {
        const int Warmings = 4;
        await using var azurite = await AzuriteProcess.StartAsync(
            firstPort: 0, dataFolder: null, Console.Error.WriteLine, cancellationToken);
        await using var app = await WorkerHost.StartAsync(pathway, azurite.ConnectionString, "load", messageLength: 0, cancellationToken);
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", ManagerPrincipal.Header);
        var load = new Fifty(client, Colleges);
        await load.JoinAsync(cancellationToken);
        await load.PostAsync(client, cancellationToken);
        var length = await Fifty.MessageLengthAsync(azurite.ConnectionString, cancellationToken);
        await using var floor = await WorkerHost.StartAsync(bare, azurite.ConnectionString, "load", length, cancellationToken);
        using var floorClient = new HttpClient { BaseAddress = floor.Address };
        for (var warming = 0; warming < Warmings; warming++)
        {
            await load.PostAsync(client, cancellationToken);
            await load.PostAsync(floorClient, cancellationToken);
        }

        var (rate, floorRate, ratio) = await Rounds.RatesAsync(
            rounds, _ => load.PostAsync(client, cancellationToken), _ => load.PostAsync(floorClient, cancellationToken));
        tally.Count("accepts/s", rate);
        tally.Count("floor/s", floorRate);
        tally.Count("ratio", ratio);
        return ratio;
    }
}
