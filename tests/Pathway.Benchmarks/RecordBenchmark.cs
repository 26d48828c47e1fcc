using System.Text;
using Azure.Data.Tables;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Functions.Webhooks.CloudEvents;
using Pathway.Functions.Webhooks.Intake;
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
        await using var app = await BenchmarkApp.StartAsync(
            await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var (recorder, table, keyring) = (app.Get<FactRecorder>(), app.Get<PathwayStorage>().Table(StorageTable.Engagement), app.Get<Keyring>());
        var colleges = Enumerable.Range(0, Colleges)
            .Select(
                i => new CollegeKeys(new College(CollegeId.Parse($"utc-bench-{i}"), new CollegeDefinition { Name = "Bench" }) { Salt = new byte[32] }, keyring)).ToList();

        var floorCounters = colleges.ToDictionary(
            college => college.Id, _ => new Dictionary<string, Counter>(StringComparer.Ordinal));
        var (rate, floorRate, ratio) = await Benchmarks.Rounds.RatesAsync(
            Rounds,
            round =>
                InParallelAsync(
                    colleges,
                    round,
                    (college, delivery) => recorder.RecordAsync(MessageOf(college, delivery), CancellationToken.None)),
            round => InParallelAsync(colleges, round, (college, delivery) => table.SubmitTransactionAsync(RowsOf(college, DeliveryOf(college, delivery), floorCounters[college.Id]), CancellationToken.None)));
        return
        [
            new BenchmarkRow(
                Name,
                rate,
                "facts/s",
                floorRate,
                ratio,
                $"{Colleges} colleges side by side, deliveries of {WebhookLoad.EventsPerDelivery}"),
        ];
    }

    private static async Task<int> InParallelAsync(
        List<CollegeKeys> colleges, int round, Func<CollegeKeys, int, Task> work)
    {
        await Task.WhenAll(colleges.Select(async college =>
        {
            for (var i = 0; i < Deliveries; i++)
                await work(college, (round * Deliveries) + i);
        }));
        return colleges.Count * Deliveries * WebhookLoad.EventsPerDelivery;
    }

    private static string MessageOf(CollegeKeys college, int delivery)
    {
        using var message = FactMessage.Write(DeliveryOf(college, delivery));
        return Encoding.UTF8.GetString(message.Memory.Span);
    }

    private static FactDelivery DeliveryOf(CollegeKeys college, int delivery)
    {
        using var batch = new FactBatch(college, TimeProvider.System.GetUtcNow());
        CloudEventReader.ReadMany(WebhookLoad.Body(delivery), batch);
        return new FactDelivery(college.Id, $"msg_{delivery}", Dialect.CloudEvents, batch.Arrival, batch.Facts);
    }

    /// <summary>
    /// The same rows with as many learners in their counters as there come to be, written blind into a partition of their own.
    /// </summary>
    private static List<TableTransactionAction> RowsOf(
        CollegeKeys college, FactDelivery delivery, Dictionary<string, Counter> counters)
    {
        var partition = $"{college.Id}|floor";
        var line = new DeliveryRow(
            partition, DeliveryRow.RowKeyOf(delivery, "floor"), delivery, IsPart: false)
        { IsDone = true };
        var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpsertReplace, line.ToAction().Entity) };
        var (moved, index) = (new HashSet<string>(StringComparer.Ordinal), new LearnerIndex());
        foreach (var fact in delivery.Facts)
        {
            var date = LondonClock.DateOf(fact.At);
            var key = EngagementKey.Counter(date, ObjectKind.Elsewhere, fact.Object.Name, fact.Verb);
            var counter = counters.GetValueOrDefault(key)
                ?? new Counter(date, ObjectKind.Elsewhere, fact.Object.Name, fact.Verb);
            counters[key] = counter with
            {
                Events = counter.Events + 1,
                Learners = LearnerSet.Add(counter.Learners, fact.Learners[0].Prefix),
            };
            moved.Add(key);
            index.Add(fact);
            actions.Add(new(TableTransactionActionType.Add, FactRow.From(partition, fact, fact.ContentHash(), key)));
        }

        actions.AddRange(moved.Select(key =>
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, CounterRow.From(partition, counters[key]))));
        actions.AddRange(index.ToRows(partition, line, edition: 0).Select(row =>
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)));
        return actions;
    }
}
