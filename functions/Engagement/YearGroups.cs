using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement;

/// <summary>Which year group learners are in, from their enrolments: one who enrolled in year 12 is in year 13 the academic year after.</summary>
public sealed class YearGroups
{
    private readonly Dictionary<ulong, (int Start, int YearGroup)> enrolled = [];

    internal void Add(ulong learner, AcademicYear year, int yearGroup)
    {
        if (!enrolled.TryGetValue(learner, out var known) || known.Start < year.Start)
            enrolled[learner] = (year.Start, yearGroup);
    }

    /// <summary>The year group on a day, or null where no enrolment says it.</summary>
    public int? Of(ulong learner, LocalDate date) =>
        enrolled.TryGetValue(learner, out var known) ? known.YearGroup + AcademicYear.Of(date).Start - known.Start : null;
}

/// <summary>Reads what enrolments said: rows <c>L|</c> of the academic year and the two before it, the length of the course.</summary>
public sealed class YearGroupReader(PathwayStorage storage)
{
    private const int YearsBack = 2;

    public async Task<YearGroups> ReadAsync(CollegeId college, LocalDate until, CancellationToken cancellationToken)
    {
        var groups = new YearGroups();
        var last = AcademicYear.Of(until);
        var (from, before) = EngagementKey.Range('L');
        for (var year = new AcademicYear(last.Start - YearsBack); year.Start <= last.Start; year = new AcademicYear(year.Start + 1))
        {
            var partition = EngagementKey.Partition(college, year);
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");
            await foreach (var row in storage.Table(StorageTable.Engagement).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                if (row.GetInt32("YearGroup") is { } yearGroup && LearnerRef.TryParse(row.RowKey[2..], out var learner))
                    groups.Add(learner.Prefix, year, yearGroup);
            }
        }

        return groups;
    }
}
