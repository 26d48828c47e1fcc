using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Letters;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>
/// Which letters were sent about activities of a day. The day stands in the key: a letter about a day that is long over is asked
/// for by nobody, for one about another day has a row of its own.
/// </summary>
public sealed class LetterRetention(
    PathwayStorage storage, LegalHolds holds, IOptions<PrivacyOptions> options, LondonClock clock) : IRetention
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public string Name => $"{nameof(StorageTable.Invitations)} (letters)";

    public async Task<RetentionLine> CountAsync(CancellationToken cancellationToken)
    {
        var days = await OverAsync(cancellationToken).Select(letter => letter.Key.Day).ToListAsync(cancellationToken);
        return new RetentionLine(
            Name,
            days.Count,
            days.Count == 0 ? null : EngagementKey.Iso(days.Min()),
            $"Which letters were sent is known as long as the attendance, {options.Value.AttendanceYears} academic years after their own.");
    }

    public async Task PurgeAsync(TransactionBudget budget, CancellationToken cancellationToken)
    {
        var rows = await OverAsync(cancellationToken).Select(letter => letter.Row).ToListAsync(cancellationToken);
        foreach (var some in rows.Chunk(100))
        {
            if (!await RowBatches.DeleteAsync(table, some, budget, cancellationToken))
                return;
        }
    }

    private IAsyncEnumerable<(LetterKey Key, TableEntity Row)> OverAsync(CancellationToken cancellationToken)
    {
        var first = new AcademicYear(AcademicYear.Containing(clock.Today).Start - options.Value.AttendanceYears).FirstDay;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {LetterTable.Partition}");
        return table.QueryAsync<TableEntity>(filter, select: Keys, cancellationToken: cancellationToken)
            .Select(row => (IsKey: LetterKey.TryParse(row.RowKey, out var key), Key: key, Row: row))
            .Where(letter => letter.IsKey && letter.Key.Day < first && !holds.Holds(AcademicYear.Containing(letter.Key.Day)))
            .Select(letter => (letter.Key, letter.Row));
    }
}
