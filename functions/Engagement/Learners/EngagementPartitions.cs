using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Engagement.Learners;

/// <summary>The partitions a college has in table Engagement.</summary>
internal static class EngagementPartitions
{
    /// <summary>The academic years: from one to the next, one call a year.</summary>
    public static async IAsyncEnumerable<string> YearsAsync(
        TableClient engagement, CollegeId college, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Years are digits: what stands behind them, the aliases, is past the end.
        var (last, end) = ($"{college}|", $"{college}|:");
        while (true)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey gt {last} and PartitionKey lt {end}");
            var next = await engagement.QueryAsync<TableEntity>(
                filter, maxPerPage: 1, ["PartitionKey"], cancellationToken)
                .FirstOrDefaultAsync(cancellationToken);
            if (next is null)
                yield break;
            yield return last = next.PartitionKey;
        }
    }

    public static AcademicYear YearOf(string partition)
    {
        var year = partition.AsSpan(partition.IndexOf('|', StringComparison.Ordinal) + 1);
        return new(int.Parse(year, System.Globalization.CultureInfo.InvariantCulture));
    }

    public static string Aliases(CollegeId college) => EngagementKey.AliasPartition(college);
}
