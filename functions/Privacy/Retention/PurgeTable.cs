using System.Text.Json;
using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Retention;

/// <summary>Table Privacy, partition <c>purge</c>, row <c>last</c>.</summary>
public sealed class PurgeTable(PathwayStorage storage)
{
    private const string Partition = "purge";
    private const string Row = "last";

    private readonly TableClient table = storage.Table(StorageTable.Privacy);

    public async Task<PurgeRecord?> LastAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return row.HasValue
            ? new PurgeRecord(
                row.Value!.GetDateTimeOffset("At") ?? default,
                JsonSerializer.Deserialize<SortedDictionary<string, int>>(row.Value.GetString("Took") ?? "{}")!,
                row.Value.GetBoolean("Complete") ?? true)
            : null;
    }

    // An upsert: the newest run is the last one.
    public Task SaveAsync(PurgeRecord record, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Partition, Row)
        {
            ["At"] = record.At,
            ["Took"] = JsonSerializer.Serialize(record.Took, PathwayJson.Plain),
            ["Complete"] = record.Complete,
        },
        TableUpdateMode.Replace,
        cancellationToken);
}
