using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Which references are one learner: each alias as long as the facts of the year that last said so.</summary>
public sealed class AliasRetention(
    PathwayStorage storage, CollegeTable colleges, LegalHolds holds, IOptions<PrivacyOptions> options, LondonClock clock)
    : RowRetention(storage.Table(StorageTable.Engagement))
{
    public override string Name => "Engagement (aliases)";

    protected override string Because =>
        $"Aliases are kept for {options.Value.FactsYears} academic years after the one they were last named in.";

    protected override async Task<IReadOnlyList<string>> FiltersAsync(CancellationToken cancellationToken)
    {
        var before = new AcademicYear(AcademicYear.Containing(clock.Today).Start - options.Value.FactsYears).FirstMoment;
        return
        [
            .. (await colleges.AllAsync(cancellationToken)).Where(college => !holds.Holds(college.Id)).Select(college =>
                TableClient.CreateQueryFilter($"PartitionKey eq {EngagementKey.AliasPartition(college.Id)} and At lt {before}")),
        ];
    }
}
