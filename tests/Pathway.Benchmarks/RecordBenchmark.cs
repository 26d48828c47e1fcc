using System.Text;
using Azure.Data.Tables;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Functions.Webhooks;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>Facts recorded a second, against the bare entity group transactions with the same rows.</summary>
internal sealed class RecordBenchmark : IBenchmark
{
    private const int Rounds = 10;
    private const int Deliveries = 6;
    private const int Colleges = 4;

    public string Name => "record";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = await BenchmarkApp.StartAsync(await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var (recorder, table, keyring) = (app.Get<FactRecorder>(), app.Get<PathwayStorage>().Table(StorageTable.Engagement), app.Get<Keyring>());
        var colleges = Enumerable.Range(0, Colleges)
            .Select(i => new CollegeKeys(new College(CollegeId.Parse($"utc-bench-{i}"), new CollegeDefinition { Name = "Bench" }) { Salt = new byte[32] }, keyring)).ToList();

        var (rate, floorRate, ratio) = await Benchmarks.Rounds.RatesAsync(
            Rounds,
            round => InParallelAsync(colleges, round, (college, delivery) => recorder.RecordAsync(Encoding.UTF8.GetString(FactMessage.Write(DeliveryOf(college, delivery)).Span), CancellationToken.None)),
            round => InParallelAsync(colleges, round, (college, delivery) => table.SubmitTransactionAsync(RowsOf(college, DeliveryOf(college, delivery)), CancellationToken.None)));
        return
        [
            new BenchmarkRow(Name, rate, "facts/s", floorRate, ratio, $"{Colleges} colleges side by side, deliveries of {WebhookLoad.EventsPerDelivery}"),
        ];
    }

    private static async Task<int> InParallelAsync(List<CollegeKeys> colleges, int round, Func<CollegeKeys, int, Task> work)
    {
        await Task.WhenAll(colleges.Select(async college =>
        {
            for (var i = 0; i < Deliveries; i++)
                await work(college, (round * Deliveries) + i);
        }));
        return colleges.Count * Deliveries * WebhookLoad.EventsPerDelivery;
    }

    private static FactDelivery DeliveryOf(CollegeKeys college, int delivery)
    {
        using var batch = new FactBatch(college, TimeProvider.System.GetUtcNow());
        CloudEventReader.ReadMany(WebhookLoad.Body(delivery), batch);
        return new FactDelivery(college.Id, $"msg_{delivery}", Dialect.CloudEvents, batch.Arrival, batch.Facts);
    }

    /// <summary>The same rows, written blind into a partition of their own.</summary>
    private static List<TableTransactionAction> RowsOf(CollegeKeys college, FactDelivery delivery)
    {
        var partition = $"{college.Id}|floor";
        var line = new DeliveryLine(partition, DeliveryLine.RowKeyOf(delivery, "floor"), delivery, IsPart: false) { IsDone = true };
        var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpsertReplace, line.Write().Entity) };
        var counters = new Dictionary<string, Counter>(StringComparer.Ordinal);
        foreach (var fact in delivery.Facts)
        {
            var counter = new Counter(LondonClock.DateOf(NodaTime.Instant.FromDateTimeOffset(fact.At)), ObjectKind.Elsewhere, fact.Object.Name, fact.Verb) { Events = 1, Learners = AllLearners };
            var key = EngagementKey.Counter(counter.Date, counter.Kind, counter.Object, counter.Verb);
            counters[key] = counter;
            actions.Add(new(TableTransactionActionType.Add, FactRow.Of(partition, fact, fact.ContentHash(), key)));
        }

        actions.AddRange(counters.Values.Select(counter => new TableTransactionAction(TableTransactionActionType.UpsertReplace, CounterRow.Of(partition, counter))));
        return actions;
    }

    // As many as a counter of this load comes to hold, on average.
    private static ulong[] AllLearners { get; } = LearnerSet.Of(Enumerable.Range(1, 120).Select(i => (ulong)i << 40));
}
