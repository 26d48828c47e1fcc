using Azure.Data.Tables;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Backups;

/// <summary>
/// Brings a backup back into empty tables. The colleges come last and the activities before them: until then no delivery is
/// taken, nobody is invited and no digest is due, and what is half there is seen by nobody.
/// </summary>
public sealed class RestoreRun(BackupStore store, PathwayStorage storage, TimeProvider time)
{
    private const int RowsOfTransaction = 100;
    private const int BytesOfTransaction = 2 * 1024 * 1024;

    // What the app writes by itself into an account that nobody uses yet: the calendar's marks, the root key's, and the line
    // that says who asked for this.
    private static readonly StorageTable[] WrittenAnyway = [StorageTable.Invitations, StorageTable.Privacy, StorageTable.Audit];

    /// <summary>Of those to be brought back, one table or all, one that is not empty; null when they are.</summary>
    public async Task<StorageTable?> FindUsedAsync(StorageTable? only, CancellationToken cancellationToken)
    {
        foreach (var table in Enum.GetValues<StorageTable>().Where(table => only is null ? !WrittenAnyway.Contains(table) : table == only))
        {
            if (await storage.Table(table)
                .QueryAsync<TableEntity>(maxPerPage: 1, select: ["PartitionKey"], cancellationToken: cancellationToken)
                .AnyAsync(cancellationToken))
                return table;
        }

        return null;
    }

    /// <summary>Goes on until all is back or <paramref name="until"/> is past; null when somebody else goes on with it.</summary>
    /// <exception cref="FormatException">The backup cannot be read.</exception>
    public async Task<Restore?> ContinueAsync(Restore restore, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var backup = await store.FindAsync(restore.Backup, cancellationToken)
            ?? throw new FormatException($"There is no backup {restore.Backup}.");
        var parts = backup.Parts.Where(part => restore.Table is null || part.Table == restore.Table)
            .OrderBy(part => Place(part.Table))
            .ToList();
        Restore? current = restore;
        while (current is { FinishedAt: null } && time.GetUtcNow() < until)
        {
            if (current.Done < parts.Count)
                await BringBackAsync(parts[current.Done], cancellationToken);
            var done = Math.Min(current.Done + 1, parts.Count);
            var next = current with { Done = done, FinishedAt = done == parts.Count ? time.GetUtcNow() : null };
            current = await store.SaveAsync(next, cancellationToken);
        }

        return current;
    }

    private static int Place(string table) => table switch
    {
        nameof(StorageTable.Colleges) => 2,
        nameof(StorageTable.Activities) => 1,
        _ => 0,
    };

    private async Task BringBackAsync(BackupPart part, CancellationToken cancellationToken)
    {
        var table = storage.Table(Enum.Parse<StorageTable>(part.Table));
        var (batch, bytes, partition) = (new List<TableTransactionAction>(), 0, "");
        foreach (var line in await store.ReadPartAsync(part, cancellationToken))
        {
            var row = BackupRow.Read(line);
            if (row.PartitionKey != partition || batch.Count == RowsOfTransaction || bytes + line.Length > BytesOfTransaction)
            {
                await SendAsync(table, batch, cancellationToken);
                (bytes, partition) = (0, row.PartitionKey);
                batch.Clear();
            }

            // An upsert: a part that was half back when something stopped comes once more.
            batch.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
            bytes += line.Length;
        }

        await SendAsync(table, batch, cancellationToken);
    }

    private static async Task SendAsync(
        TableClient table, List<TableTransactionAction> batch, CancellationToken cancellationToken)
    {
        if (batch.Count > 0)
            await table.SubmitTransactionAsync(batch, cancellationToken);
    }
}
