using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// How long the manager waits for each page, and how often storage is asked for it, on fifty colleges and their year.
/// The counters are written as recording would have left them, on every school day since September.
/// </summary>
internal sealed class PagesBenchmark : IBenchmark
{
    private const int Colleges = 50;
    private const int Activities = 36;
    private const int Rounds = 15;
    private const int FirstRounds = 5;
    private const int Target = 150;
    private const int AtOnce = 8;

    private static readonly LocalDate Today = new(2026, 11, 25);

    private static readonly string[] Addresses =
    [
        "/", "/activities", "/activities?past=true", "/activities/class-30", "/activities/new", "/colleges",
        "/colleges/utc-c07", "/resources", "/engagement", "/engagement?by=college", "/engagement?by=activity",
        "/digests", "/reports/impact", "/reports/encounters", "/problems",
    ];

    // What reads every college's counters; the first look after a minute in which nobody looked waits for them.
    private static readonly string[] OfEverybody =
        ["/", "/colleges", "/engagement", "/engagement?by=activity", "/reports/impact", "/reports/encounters"];

    public string Name => "pages";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = await AppUnderTest.StartAsync();

        // Colleges first: each that joins later would bring every activity ahead in step once more.
        for (var college = 0; college < Colleges; college++)
            await CollegeAsync(app, $"utc-c{college:D2}", college, cancellationToken);
        await PlanAsync(app, cancellationToken);
        await app.DrainAsync();

        var rows = new List<BenchmarkRow>(await StorageAloneAsync(app, cancellationToken));
        foreach (var address in Addresses)
            rows.Add(await MeasureAsync(app, address, cancellationToken));
        foreach (var address in OfEverybody)
            rows.Add(await MeasureFirstAsync(app, address, cancellationToken));
        rows.Add(await MeasureBytesAsync(app, cancellationToken));
        return rows;
    }

    /// <summary>
    /// What no page of everybody's figures can do without: the bare queries of every college's counters, and beside them those of
    /// as many partitions in which nothing is, which cost nearly as much here: Azurite looks through the whole table for either.
    /// </summary>
    private static async Task<IReadOnlyList<BenchmarkRow>> StorageAloneAsync(AppUnderTest app, CancellationToken cancellationToken) =>
    [
        await QueriesAsync("storage-alone", app.Storage.Table(StorageTable.Engagement), Today, cancellationToken),
        await QueriesAsync("storage-nothing", app.Storage.Table(StorageTable.Engagement), Today.PlusYears(-3), cancellationToken),
    ];

    private static async Task<BenchmarkRow> QueriesAsync(
        string name, TableClient table, LocalDate day, CancellationToken cancellationToken)
    {
        var (times, rows) = (new List<double>(), 0);
        for (var round = -2; round < Rounds; round++)
        {
            rows = 0;
            var started = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Colleges),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (college, token) =>
                {
                    var partition = EngagementKey.Partition(CollegeId.Parse($"utc-c{college:D2}"), day);
                    var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
                    await foreach (var page in table.QueryAsync<TableEntity>(filter, cancellationToken: token).AsPages())
                        Interlocked.Add(ref rows, page.Values.Count);
                });
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return new BenchmarkRow(
            $"pages {name}",
            Benchmarks.Rounds.Median(times),
            "ms",
            null,
            null,
            string.Create(CultureInfo.InvariantCulture, $"{Colleges} bare queries of {rows:N0} counters, {AtOnce} at once; slowest {times.Max():0} ms"));
    }

    private static async Task<BenchmarkRow> MeasureAsync(
        AppUnderTest app, string address, CancellationToken cancellationToken)
    {
        var (times, length, calls) = (new List<double>(), 0, 0);
        for (var round = -2; round < Rounds; round++)
        {
            app.Outgoing.Watch();
            var started = Stopwatch.GetTimestamp();
            var page = await app.Manager.GetStringAsync(address, cancellationToken);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            (length, calls) = (page.Length, app.Outgoing.Count);
            if (round >= 0)
                times.Add(took);
        }

        var median = Benchmarks.Rounds.Median(times);
        return new BenchmarkRow(
            $"pages {address}",
            median,
            "ms",
            Target,
            median / Target,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Colleges} colleges and their term: {calls} storage calls, {length / 1_000.0:0.#} kB; slowest {times.Max():0} ms"));
    }

    /// <summary>The first look of somebody who comes when the figures in memory are too old to be shown.</summary>
    private static async Task<BenchmarkRow> MeasureFirstAsync(
        AppUnderTest app, string address, CancellationToken cancellationToken)
    {
        var (times, calls) = (new List<double>(), 0);
        for (var round = -2; round < FirstRounds; round++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(2));
            app.Outgoing.Watch();
            var started = Stopwatch.GetTimestamp();
            await app.Manager.GetStringAsync(address, cancellationToken);
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            calls = app.Outgoing.Count;
        }

        var median = Benchmarks.Rounds.Median(times);
        return new BenchmarkRow(
            $"pages first {address}",
            median,
            "ms",
            null,
            null,
            string.Create(CultureInfo.InvariantCulture, $"nothing in memory: {calls} storage calls; slowest {times.Max():0} ms"));
    }

    /// <summary>What the figures of everybody take up in memory.</summary>
    private static async Task<BenchmarkRow> MeasureBytesAsync(AppUnderTest app, CancellationToken cancellationToken)
    {
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.Manager.GetStringAsync("/engagement", cancellationToken);
        await app.Manager.GetStringAsync("/reports/impact", cancellationToken);
        var reading = await app.Get<ProgrammeReadings>().OpenAsync(cancellationToken);
        return new BenchmarkRow(
            "pages bytes",
            reading.Bytes,
            "bytes",
            ProgrammeReading.MostBytes,
            (double)reading.Bytes / ProgrammeReading.MostBytes,
            $"{Colleges} colleges since September with four counters of twenty learners a day; more than the floor is not kept");
    }

    private static async Task PlanAsync(AppUnderTest app, CancellationToken cancellationToken)
    {
        var first = new LocalDate(2026, 9, 8);
        for (var number = 0; number < Activities; number++)
        {
            var day = first.PlusDays(number * 4);
            using var response = await app.Manager.PutAsJsonAsync(
                $"/api/activities/class-{number}",
                new
                {
                    kind = "masterclass",
                    title = $"Masterclass {number}",
                    description = "An expert shows how it is done.",
                    employer = $"Employer {number % 7}",
                    start = $"{day:yyyy-MM-dd}T14:00:00",
                    end = $"{day:yyyy-MM-dd}T15:00:00",
                    timeZone = "Europe/London",
                    online = true,
                    audience = "all",
                },
                cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    private static async Task CollegeAsync(
        AppUnderTest app, string college, int seed, CancellationToken cancellationToken)
    {
        var audience = Enumerable.Range(0, 4).Select(person => $"staff{person}@{college}.example.org");
        await app.JoinAsync(college, new { name = college, contacts = new[] { $"head@{college}.example.org" }, audience });
        var (random, table) = (new Random(seed), app.Storage.Table(StorageTable.Engagement));
        for (var day = new LocalDate(2026, 9, 1); day <= Today; day = day.PlusDays(1))
        {
            if (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
                continue;
            var partition = EngagementKey.Partition(CollegeId.Parse(college), day);
            var rows = Enumerable.Range(0, 4).Select(thing => Counter(day, thing, random)).Select(
                counter => new TableTransactionAction(TableTransactionActionType.Add, CounterRow.From(partition, counter)));
            await table.SubmitTransactionAsync(rows, cancellationToken);
        }
    }

    private static Counter Counter(LocalDate day, int thing, Random random) => new(
        day,
        thing == 0 ? ObjectKind.Activity : ObjectKind.Resource,
        thing == 0 ? $"class-{random.Next(Activities)}" : $"thing-{thing}",
        thing == 0 ? FactVerb.Attended : FactVerb.Viewed)
    {
        Events = 20,
        Minutes = 300,
        Learners = LearnerSet.From(Enumerable.Range(0, 20).Select(_ => (ulong)random.Next(300) + 1)),
    };
}
