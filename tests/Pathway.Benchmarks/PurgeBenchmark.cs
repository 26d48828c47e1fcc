using System.Diagnostics;
using Azure.Data.Tables;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Http;
using Pathway.Functions.Privacy.Retention;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Benchmarks;

/// <summary>
/// Storage calls for every thousand rows of a college's year that is over. The floor is what deleting cannot do without:
/// one look and ten transactions for each thousand. A night takes a million rows within half of its calls.
/// </summary>
internal sealed class PurgeBenchmark : IBenchmark
{
    private const int Rows = 100_000;
    private const int BatchRows = 100;
    private const double Least = (1000 / BatchRows) + 1;

    public string Name => "purge";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        await using var app = await BenchmarkApp.StartAsync(
            await TestStorage.ConnectionStringAsync(), TestStorage.NextPrefix());
        var college = CollegeId.Parse("utc-bench");
        await app.Get<CollegeTable>().PutAsync(
            college, new CollegeDefinition { Name = "Bench" }, Precondition.None, cancellationToken);
        await FillAsync(
            app.Get<PathwayStorage>().Table(StorageTable.Engagement),
            EngagementKey.Partition(college, new AcademicYear(2015)),
            cancellationToken);

        app.Outgoing.Watch();
        var start = Stopwatch.GetTimestamp();
        await app.Get<Purge>().RunAsync(cancellationToken);
        var (calls, took) = (app.Outgoing.Count, Stopwatch.GetElapsedTime(start).TotalSeconds);
        var left = (await app.Get<Purge>().CountAsync(cancellationToken)).Tables.Sum(table => table.Rows);
        if (left > 0)
            throw new InvalidOperationException($"{left} rows are left.");
        var each = calls * 1000.0 / Rows;
        return
        [
            new BenchmarkRow(
                Name,
                each,
                "calls",
                Least,
                each / Least,
                FormattableString.Invariant(
                    $"for 1,000 rows; {Rows:#,0} in {calls:#,0} calls and {took:0.0} s, so 1,000,000 take {each * 1000:#,0} of a night's 20,000")),
        ];
    }

    private static async Task FillAsync(TableClient table, string partition, CancellationToken cancellationToken)
    {
        var batches = Enumerable.Range(0, Rows / BatchRows);
        var someAtOnce = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, someAtOnce, async (batch, token) =>
        {
            var actions = Enumerable.Range(batch * BatchRows, BatchRows).Select(number => new TableTransactionAction(
                TableTransactionActionType.Add,
                new TableEntity(partition, EngagementKey.Fact($"{number:D32}")) { ["Content"] = "content", ["Learners"] = "" }));
            await table.SubmitTransactionAsync(actions, token);
        });
    }
}
