using System.Text.Json;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Figures;

/// <summary>
/// Which fields were dropped at the edge, by name, from the delivery log: what nobody keeps is counted there.
/// </summary>
public sealed class DroppedFieldsReader(PathwayStorage storage, LondonClock clock)
{
    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    /// <summary>How often each was dropped in the last days, all colleges together.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ReadAsync(
        IEnumerable<CollegeId> colleges, int days, CancellationToken cancellationToken)
    {
        var sum = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (first, last) = (clock.Today.PlusDays(1 - days), clock.Today);
        foreach (var college in colleges)
        {
            foreach (var year in EngagementKey.Years(first, last))
                await AddAsync(sum, EngagementKey.Partition(college, year), first, last, cancellationToken);
        }

        return sum;
    }

    private async Task AddAsync(
        SortedDictionary<string, int> sum, string partition, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var (from, before) = EngagementKey.Range('D', first, last);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before} and Dropped gt {""}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["Dropped"], cancellationToken: cancellationToken))
        {
            foreach (var (field, count) in JsonSerializer.Deserialize<Dictionary<string, int>>(row.GetString("Dropped"))!)
                sum[field] = sum.GetValueOrDefault(field) + count;
        }
    }
}
