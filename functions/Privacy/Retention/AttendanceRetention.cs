using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>
/// Which attendance reports were read. They are read for a week after the end, so an old row is asked for by nobody.
/// </summary>
public sealed class AttendanceRetention(
    PathwayStorage storage, LegalHolds holds, IOptions<PrivacyOptions> options, LondonClock clock)
    : RowRetention(storage.Table(StorageTable.Attendance))
{
    public override string Name => nameof(StorageTable.Attendance);

    protected override string Because =>
        $"Attendance reports are known for {options.Value.AttendanceYears} academic years after their own.";

    protected override Task<IReadOnlyList<string>> FiltersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. YearRuns.Over(holds, clock.Today, options.Value.AttendanceYears).Select(run => TableClient.CreateQueryFilter(
                $"PartitionKey eq {"a"} and StartedAt ge {run.From.FirstMoment} and StartedAt lt {run.To.Next.FirstMoment}")),
        ]);
}
