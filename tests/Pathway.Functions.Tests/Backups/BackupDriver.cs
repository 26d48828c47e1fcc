using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Backups;
using Pathway.Functions.Storage;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Backups;

/// <summary>What tests of backups ask of the app, as an operator would.</summary>
internal static class BackupDriver
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Asks for a backup and lets the timer make it.</summary>
    public static async Task<string> BackUpAsync(this AppUnderTest app)
    {
        using var asked = await app.Manager.PostAsync("/api/admin/backup", null, Cancellation);
        asked.EnsureSuccessStatusCode();
        await app.KeepBackupsAsync();
        return (await asked.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString()!;
    }

    public static Task KeepBackupsAsync(this AppUnderTest app) => app.Host.InvokeAsync("KeepBackups", cancellationToken: Cancellation);

    public static async Task<List<JsonElement>> BackupsAsync(this AppUnderTest app) =>
        [.. (await app.Manager.GetFromJsonAsync<JsonElement>("/api/admin/backups", Cancellation)).GetProperty("items").EnumerateArray()];

    /// <summary>As an operator copies the container into another account.</summary>
    public static async Task CopyBackupsToAsync(this AppUnderTest app, AppUnderTest other)
    {
        var (from, to) = (app.Storage.Container(StorageContainer.Backups), other.Storage.Container(StorageContainer.Backups));
        await foreach (var blob in from.GetBlobsAsync(cancellationToken: Cancellation))
        {
            var content = await from.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation);
            await to.GetBlobClient(blob.Name).UploadAsync(content.Value.Content, overwrite: true, Cancellation);
        }
    }

    /// <summary>
    /// Every row of every table, with the types of its columns; but for the audit trail, into which each call of these tests
    /// writes a line of its own.
    /// </summary>
    public static async Task<List<string>> RowsAsync(this AppUnderTest app)
    {
        var rows = new List<string>();
        foreach (var table in Enum.GetValues<StorageTable>().Where(table => table != StorageTable.Audit))
        {
            await foreach (var row in app.Storage.Table(table).QueryAsync<TableEntity>(cancellationToken: Cancellation))
                rows.Add($"{table} {BackupRow.Write(row)}");
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>The audit trail's rows: those of a backup, and the lines of the calls since.</summary>
    public static async Task<HashSet<string>> TrailAsync(this AppUnderTest app) =>
    [
        .. await app.Storage.Table(StorageTable.Audit).QueryAsync<TableEntity>(cancellationToken: Cancellation)
            .Select(row => $"{StorageTable.Audit} {BackupRow.Write(row)}")
            .ToListAsync(Cancellation),
    ];

    /// <summary>The audit trail's rows in the newest backup; there are some.</summary>
    public static async Task<HashSet<string>> KeptTrailAsync(this AppUnderTest app)
    {
        var kept = (await app.AllKeptRowsAsync()).Where(row => row.StartsWith("Audit ", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(kept);
        return kept;
    }

    /// <summary>The rows that the newest backup would bring back, but for the audit trail's.</summary>
    public static async Task<List<string>> KeptRowsAsync(this AppUnderTest app) =>
        [.. (await app.AllKeptRowsAsync()).Where(row => !row.StartsWith("Audit ", StringComparison.Ordinal))];

    /// <summary>The rows that the newest backup would bring back.</summary>
    public static async Task<List<string>> AllKeptRowsAsync(this AppUnderTest app)
    {
        var store = app.Get<BackupStore>();
        var backup = (await store.FindAsync((await store.IdsAsync(Cancellation))[0], Cancellation))!;
        var rows = new Dictionary<(string, string, string), string>();
        foreach (var part in backup.Parts)
        {
            foreach (var line in await store.ReadPartAsync(part, Cancellation))
            {
                var row = BackupRow.Read(line);
                rows[(part.Table, row.PartitionKey, row.RowKey)] = $"{part.Table} {line}";
            }
        }

        return [.. rows.Values.Order(StringComparer.Ordinal)];
    }

    /// <summary>Nothing is left but the backups.</summary>
    public static async Task EmptyTablesAsync(this AppUnderTest app)
    {
        foreach (var table in Enum.GetValues<StorageTable>().Select(app.Storage.Table))
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancellation))
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancellation);
        }
    }

    /// <summary>Asks for the newest backup to be brought back; refused where it was, for the tables are not empty then.</summary>
    public static async Task AskToRestoreAsync(this AppUnderTest app)
    {
        var id = (await app.Get<BackupStore>().IdsAsync(Cancellation))[0];
        using var asked = await app.Manager.PostAsync($"/api/admin/backups/{id}/restore", null, Cancellation);
    }
}
