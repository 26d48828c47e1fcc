using System.Diagnostics;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// What a digest costs over a hundred times as many facts of the same weeks, and what the storage and Graph calls of
/// fifty colleges come to. The counters are written as recording would have left them; fact rows are not, because a
/// digest never asks for them.
/// </summary>
internal sealed class DigestGrowthBenchmark : IBenchmark
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int Colleges = 50;
    private const int Rounds = 30;
    private const int ObjectsADay = 12;
    private const int LearnersOfACollege = 300;

    /// <summary>Learners at one thing on one day.</summary>
    private const int LearnersAtOnce = 24;

    private static readonly IsoWeek Week = new(2026, 47);

    public string Name => "digest-growth";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = await AppUnderTest.StartAsync();
        string[] colleges =
        [
            await CollegeAsync(app, "utc-few", Few, LearnersAtOnce),
            await CollegeAsync(app, "utc-many", Many, LearnersAtOnce),
            await CollegeAsync(app, "utc-crowd", Many, LearnersOfACollege),
        ];
        var times = colleges.ToDictionary(college => college, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = -3; round < Rounds; round++)
        {
            // In turns, so that whatever else the machine does falls on all of them.
            foreach (var college in colleges)
            {
                var took = await MeasureAsync(app, college, cancellationToken);
                if (round >= 0)
                    times[college].Add(took);
            }
        }

        var (few, many, crowd) = (Benchmarks.Rounds.Median(times["utc-few"]), Benchmarks.Rounds.Median(times["utc-many"]), Benchmarks.Rounds.Median(times["utc-crowd"]));
        return
        [
            new BenchmarkRow(
                Name, many, "ms", few, many / few,
                $"one digest over {Many:#,0} facts against {Few:#,0} of the same 35 days and learners, {ObjectsADay * 35} counter rows each (fact rows are not loaded, a digest never asks for them), median of {Rounds}; "
                + FormattableString.Invariant(
                    $"where the learners grow too, from {LearnersAtOnce} to {LearnersOfACollege} in each counter, {crowd:0} ms; ")
                + await CallsAsync(cancellationToken)),
        ];
    }

    /// <summary>
    /// A whole digest from its message to its mail: claim, counters, rendering, kept copy, draft, send, record.
    /// </summary>
    private static async Task<double> MeasureAsync(
        AppUnderTest app, string college, CancellationToken cancellationToken)
    {
        await app.Storage.Table(StorageTable.DigestSlots)
            .DeleteEntityAsync(Week.ToString(), college, cancellationToken: cancellationToken);
        await app.Storage.Queue(queues => queues.Digests).SendMessageAsync($$"""{"week":"{{Week}}","slots":["{{college}}"]}""", cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await app.Host.PumpQueueOnceAsync(app.Storage.QueueNames.Digests, cancellationToken);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<string> CallsAsync(CancellationToken cancellationToken)
    {
        await using var app = await AppUnderTest.StartAsync();
        for (var college = 0; college < Colleges; college++)
            await CollegeAsync(app, $"utc-c{college:D2}", Few / 10, LearnersAtOnce);
        app.Outgoing.Watch();
        using var asked = await app.Manager.PostAsync($"/api/digests/{Week}", null, cancellationToken);
        await app.Host.PumpQueueOnceAsync(app.Storage.QueueNames.Digests, cancellationToken);
        var graph = app.Outgoing.Calls.Count(call => call.Contains("/v1.0/", StringComparison.Ordinal));
        return $"{Colleges} colleges and the programme: {app.Graph.Mail.Count} mails with {app.Outgoing.Count - graph} storage calls and {graph} Graph requests";
    }

    private static async Task<string> CollegeAsync(AppUnderTest app, string college, int facts, int learners)
    {
        await app.JoinAsync(college, new { name = college, contacts = new[] { $"head@{college}.example.org" } });
        var random = new Random(learners);
        var table = app.Storage.Table(StorageTable.Engagement);
        var partition = EngagementKey.Partition(CollegeId.Parse(college), Week.Monday);
        for (var day = Week.Monday.PlusWeeks(-4); day <= Week.Sunday; day = day.PlusDays(1))
            await table.SubmitTransactionAsync(
                Enumerable.Range(0, ObjectsADay).Select(i => new TableTransactionAction(TableTransactionActionType.Add, CounterRow.From(partition, Counter(day, i, facts / (35 * ObjectsADay), learners, random)))));
        return college;
    }

    private static Counter Counter(LocalDate day, int thing, int events, int learners, Random random) =>
        new(
            day,
            thing % 3 == 0 ? ObjectKind.Activity : ObjectKind.Resource,
            $"thing-{thing}",
            thing % 3 == 0 ? FactVerb.Attended : FactVerb.Viewed)
        {
            Events = events,
            Minutes = events * 7L,
            Learners = LearnerSet.From(
                Enumerable.Range(0, Math.Min(events, learners)).Select(_ => (ulong)random.Next(LearnersOfACollege) + 1)),
        };
}
