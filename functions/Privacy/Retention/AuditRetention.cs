using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>The trail of who changed what: an academic year is one partition. Whichever college is held holds it.</summary>
public sealed class AuditRetention(
    PathwayStorage storage, LegalHolds holds, IOptions<PrivacyOptions> options, LondonClock clock)
    : RowRetention(storage.Table(StorageTable.Audit))
{
    private readonly TableClient table = storage.Table(StorageTable.Audit);

    public override string Name => nameof(StorageTable.Audit);

    protected override string Because =>
        $"Who changed what is kept for {options.Value.AuditYears} academic years after its own.";

    protected override async Task<IReadOnlyList<string>> FiltersAsync(CancellationToken cancellationToken)
    {
        var first = new AcademicYear(AcademicYear.Containing(clock.Today).Start - options.Value.AuditYears);
        var filters = new List<string>();
        for (var last = ""; ;)
        {
            var further = TableClient.CreateQueryFilter(
                $"PartitionKey gt {last} and PartitionKey lt {first.ToString()}");
            var next = await table.QueryAsync<TableEntity>(further, maxPerPage: 1, ["PartitionKey"], cancellationToken)
                .FirstOrDefaultAsync(cancellationToken);
            if (next is null)
                return filters;
            last = next.PartitionKey;
            if (!holds.Holds(new AcademicYear(int.Parse(last, CultureInfo.InvariantCulture))))
                filters.Add(TableClient.CreateQueryFilter($"PartitionKey eq {last}"));
        }
    }
}
