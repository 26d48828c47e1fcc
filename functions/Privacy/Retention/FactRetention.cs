using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Learners;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>
/// An academic year of a college's facts, counters, enrolments and delivery lines: one partition, which goes whole.
/// </summary>
public sealed class FactRetention(
    PathwayStorage storage, CollegeTable colleges, LegalHolds holds, IOptions<PrivacyOptions> options, LondonClock clock) : IRetention
{
    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    public string Name => nameof(StorageTable.Engagement);

    public async Task<RetentionLine> CountAsync(CancellationToken cancellationToken)
    {
        var (rows, oldest) = (0, (AcademicYear?)null);
        await foreach (var (partition, year) in OverAsync(cancellationToken))
        {
            rows += await RowBatches.CountAsync(table, Filter(partition), cancellationToken);
            oldest = oldest is null || year.Start < oldest.Value.Start ? year : oldest;
        }

        return new RetentionLine(
            Name,
            rows,
            oldest is { } first ? EngagementKey.Iso(first.FirstDay) : null,
            $"Facts are kept for {options.Value.FactsYears} academic years after their own.");
    }

    public async Task PurgeAsync(TransactionBudget budget, CancellationToken cancellationToken)
    {
        await foreach (var (partition, _) in OverAsync(cancellationToken))
        {
            if (!await RowBatches.DeleteAsync(table, Filter(partition), budget, cancellationToken))
                return;
        }
    }

    private async IAsyncEnumerable<(string Partition, AcademicYear Year)> OverAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = AcademicYear.Containing(clock.Today).Start - options.Value.FactsYears;
        foreach (var college in await colleges.AllAsync(cancellationToken))
        {
            await foreach (var partition in EngagementPartitions.YearsAsync(table, college.Id, cancellationToken))
            {
                if (EngagementPartitions.YearOf(partition) is var year
                    && year.Start < first
                    && !holds.Holds(college.Id, year))
                    yield return (partition, year);
            }
        }
    }

    private static string Filter(string partition) => TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
}
