using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Calendars.Meetings;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>How meetings were held. After a meeting nothing of it is set any more, so an old row is asked for by nobody.</summary>
public sealed class MeetingRetention(
    PathwayStorage storage, LegalHolds holds, IOptions<PrivacyOptions> options, LondonClock clock)
    : RowRetention(storage.Table(StorageTable.Invitations))
{
    public override string Name => $"{nameof(StorageTable.Invitations)} (meetings)";

    protected override string Because =>
        $"How a meeting was held is known as long as its attendance report, {options.Value.AttendanceYears} academic years after its own.";

    protected override Task<IReadOnlyList<string>> FiltersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. YearRuns.Over(holds, clock.Today, options.Value.AttendanceYears).Select(run => TableClient.CreateQueryFilter(
                $"PartitionKey eq {MeetingTable.Partition} and EndsAt ge {run.From.FirstMoment} and EndsAt lt {run.To.Next.FirstMoment}")),
        ]);
}
