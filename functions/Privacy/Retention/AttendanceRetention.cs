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

    protected override Task<IReadOnlyList<string>> FiltersAsync(CancellationToken cancellationToken)
    {
        // An activity is several colleges': whichever is held holds it.
        var first = AcademicYear.Of(clock.Today).Start - options.Value.AttendanceYears;
        var over = Enumerable.Range(2000, first - 2000)
            .Select(start => new AcademicYear(start))
            .Where(year => !holds.Holds(year));
        return Task.FromResult<IReadOnlyList<string>>(
        [
            .. Runs([.. over]).Select(run => TableClient.CreateQueryFilter(
                $"PartitionKey eq {"a"} and StartedAt ge {run.From.FirstMoment} and StartedAt lt {run.To.Next.FirstMoment}")),
        ]);
    }

    /// <summary>Years in a row as one: mostly there is one run, and a hold cuts it in two.</summary>
    private static IEnumerable<(AcademicYear From, AcademicYear To)> Runs(AcademicYear[] years)
    {
        for (var at = 0; at < years.Length;)
        {
            var end = at;
            while (end + 1 < years.Length && years[end + 1].Start == years[end].Start + 1)
                end++;
            yield return (years[at], years[end]);
            at = end + 1;
        }
    }
}
