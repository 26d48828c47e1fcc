using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// Reads what enrolments said: rows <c>L|</c> of the academic year and the two before it, the length of the course.
/// </summary>
public sealed class YearGroupReader(PathwayStorage storage)
{
    private const int YearsBack = 2;

    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    public async Task<YearGroups> ReadAsync(CollegeId college, LocalDate until, CancellationToken cancellationToken)
    {
        var groups = new YearGroups();
        var last = AcademicYear.Containing(until);
        var (from, before) = EngagementKey.Range('L');
        for (var year = new AcademicYear(last.Start - YearsBack); year.Start <= last.Start; year = new AcademicYear(year.Start + 1))
        {
            var partition = EngagementKey.Partition(college, year);
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                if (row.GetInt32("YearGroup") is { } yearGroup && LearnerRef.TryParse(row.RowKey[2..], out var learner))
                    groups.Add(learner.Prefix, year, yearGroup);
            }
        }

        return groups;
    }
}
