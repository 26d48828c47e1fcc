using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Learners;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>The lines of the delivery log.</summary>
public sealed class DeliveryRetention(
    PathwayStorage storage, CollegeTable colleges, LegalHolds holds, IOptions<PrivacyOptions> options, LondonClock clock)
    : RowRetention(storage.Table(StorageTable.Engagement))
{
    private readonly TableClient table = storage.Table(StorageTable.Engagement);

    public override string Name => "Engagement (deliveries)";

    protected override string Because => $"The delivery log goes back {options.Value.DeliveryDays} days.";

    protected override async Task<IReadOnlyList<string>> FiltersAsync(CancellationToken cancellationToken)
    {
        var (from, _) = EngagementKey.Range('D');
        var before = $"{from}{EngagementKey.Iso(clock.Today.PlusDays(-options.Value.DeliveryDays))}";
        var filters = new List<string>();
        foreach (var college in await colleges.AllAsync(cancellationToken))
        {
            await foreach (var partition in EngagementPartitions.YearsAsync(table, college.Id, cancellationToken))
            {
                if (!holds.Holds(college.Id, EngagementPartitions.YearOf(partition)))
                    filters.Add(
                        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}"));
            }
        }

        return filters;
    }
}
