using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Backups;

/// <summary>
/// Reads every table into a backup, a part at a time: whoever comes after a crash goes on behind the last part. A table is
/// read again for what changed while it was read, until nothing did: facts and the counters they move are then of one moment.
/// </summary>
public sealed class BackupRun(BackupStore store, PathwayStorage storage, TimeProvider time)
{
    /// <summary>Readings of one table; more would never end where somebody writes all the time.</summary>
    public const int MostPasses = 6;

    private const int PageSize = 1_000;
    private const int PagesOfPart = 20;

    // The service's servers agree on the time within less, and its Date has whole seconds.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(2);

    private static readonly StorageTable[] Tables = Enum.GetValues<StorageTable>();

    // Rows of a reading's last seconds come up in the next one again; by these it knows them for unchanged.
    private readonly ConcurrentDictionary<string, ETag> fresh = new(StringComparer.Ordinal);

    /// <summary>Goes on until the backup is done or <paramref name="until"/> is past; null when somebody else goes on with it.</summary>
    public async Task<Backup?> ContinueAsync(Backup backup, DateTimeOffset until, CancellationToken cancellationToken)
    {
        Backup? current = backup;
        while (current is { IsDone: false } && time.GetUtcNow() < until)
            current = await store.SaveAsync(await StepAsync(current, cancellationToken), cancellationToken);
        return current;
    }

    private async Task<Backup> StepAsync(Backup backup, CancellationToken cancellationToken)
    {
        var (table, lines) = (Tables[backup.Table], new List<string>());
        var (pages, began, continuation) = (0, backup.PassBegan, backup.Continuation);
        var filter = backup.Since is { } since ? TableClient.CreateQueryFilter($"Timestamp ge {since}") : null;
        await foreach (var page in storage.Table(table)
            .QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken)
            .AsPages(continuation, PageSize))
        {
            began ??= (page.GetRawResponse().Headers.Date ?? time.GetUtcNow()) - ClockSkew;
            lines.AddRange(page.Values.Where(row => IsChanged(row, backup, began.Value)).Select(BackupRow.Write));
            continuation = page.ContinuationToken;
            if (++pages == PagesOfPart)
                break;
        }

        var read = backup with { PassBegan = began, Continuation = continuation, Changed = backup.Changed + lines.Count };
        if (lines.Count > 0)
            read = read with { Parts = [.. read.Parts, await store.WritePartAsync(backup, table.ToString(), lines, cancellationToken)] };
        return string.IsNullOrEmpty(continuation) ? AfterPass(read) : read;
    }

    private bool IsChanged(TableEntity row, Backup backup, DateTimeOffset began)
    {
        var key = $"{backup.Id}|{backup.Table}|{row.PartitionKey}|{row.RowKey}";
        var isKnown = backup.Pass > 0 && fresh.TryGetValue(key, out var known) && known == row.ETag;
        if (row.Timestamp >= began)
            fresh[key] = row.ETag;
        return !isKnown;
    }

    private Backup AfterPass(Backup read)
    {
        var isSettled = read.Pass > 0 && read.Changed == 0;
        if (!isSettled && read.Pass < MostPasses - 1)
            return read with { Pass = read.Pass + 1, Since = read.PassBegan, PassBegan = null, Continuation = null, Changed = 0 };
        fresh.Clear();
        var next = read with
        {
            Table = read.Table + 1,
            Pass = 0,
            Since = null,
            PassBegan = null,
            Continuation = null,
            Changed = 0,
            Unsettled = isSettled ? read.Unsettled : [.. read.Unsettled, Tables[read.Table].ToString()],
        };
        return next.Table == Tables.Length ? next with { FinishedAt = time.GetUtcNow() } : next;
    }
}
