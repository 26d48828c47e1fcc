using System.Diagnostics;
using System.Text;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Learners;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// Storage calls to erase a learner with 1,000 facts from a college of 100,000, spread over 200 days in deliveries of
/// 500 with five facts of the learner's in each; and from a college of a tenth of that, which must cost next to the
/// same.
/// </summary>
internal sealed class EraseBenchmark : IBenchmark
{
    private const int Days = 200;
    private const int Own = 1_000;

    // The transactions of a delivery hold a hundred rows each; more deliveries than needed write the same counters again and again.
    private const int PerDelivery = 500;

    public string Name => "erase";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var small = await MeasureAsync(10_000, cancellationToken);
        var large = await MeasureAsync(100_000, cancellationToken);
        return
        [
            new BenchmarkRow(
                Name, large.Calls, "calls", small.Calls, large.Calls / (double)small.Calls,
                FormattableString.Invariant($"one learner's {Own:#,0} facts out of 100,000 in {large.Milliseconds:0} ms, {large.Counts.Counters} counters corrected; the floor is the same out of 10,000")),
        ];
    }

    private static async Task<(int Calls, double Milliseconds, LearnerCounts Counts)> MeasureAsync(
        int facts, CancellationToken cancellationToken)
    {
        await using var app = await BenchmarkApp.StartAsync(
            await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var college = new CollegeKeys(
            new College(CollegeId.Parse("utc-bench"), new CollegeDefinition { Name = "Bench" }) { Salt = new byte[32] }, app.Get<Keyring>());
        var (recorder, learner) = (app.Get<FactRecorder>(), college.Reference("jo"));
        var others = Enumerable.Range(0, 400).Select(i => college.Reference($"learner-{i}")).ToList();
        var first = new DateTimeOffset(2025, 9, 8, 10, 0, 0, TimeSpan.Zero);
        var every = facts / Own;
        for (var delivery = 0; delivery < facts / PerDelivery; delivery++)
        {
            DateTimeOffset DayOf(int n) => first.AddDays((long)n * Days / facts);
            var batch = Enumerable.Range(delivery * PerDelivery, PerDelivery).Select(n => new Fact(
                Fact.KeyOf(college, "/bench", $"{n}"),
                FactVerb.Viewed,
                new FactObject(ObjectKind.Resource, $"resource-{n / every % 8}"),
                [n % every == 0 ? learner : others[n % others.Count]],
                DayOf(n))).ToList();
            using var message = FactMessage.Write(
                new FactDelivery(college.Id, $"msg_{delivery}", Dialect.Pathway, DayOf(delivery * PerDelivery), batch));
            await recorder.RecordAsync(Encoding.UTF8.GetString(message.Memory.Span), cancellationToken);
        }

        app.Outgoing.Watch();
        var start = Stopwatch.GetTimestamp();
        var counts = await app.Get<LearnerRecords>().EraseAsync(college.Id, learner, cancellationToken);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return counts.Facts == Own
            ? (app.Outgoing.Count, took, counts)
            : throw new InvalidOperationException($"{counts.Facts} facts went instead of {Own}.");
    }
}
