using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Erasure;

/// <summary>Table Privacy, partition <c>erasure</c> / id: the receipts. They name colleges and counts, and stay.</summary>
public sealed class ErasureTable(PathwayStorage storage)
{
    private const string Partition = "erasure";

    private readonly TableClient table = storage.Table(StorageTable.Privacy);

    public async Task<CollegeErasure?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>
    /// Writes a receipt that is as it was read; false when another run was faster, or our own answer was lost.
    /// </summary>
    public async Task<bool> SaveAsync(CollegeErasure erasure, CancellationToken cancellationToken)
    {
        try
        {
            if (erasure.ETag == default)
                await table.AddEntityAsync(Row(erasure), cancellationToken);
            else
                await table.UpdateEntityAsync(Row(erasure), erasure.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
    }

    private static TableEntity Row(CollegeErasure erasure) => new(Partition, erasure.Id)
    {
        ["College"] = erasure.College.ToString(),
        ["At"] = erasure.At,
        ["State"] = erasure.State.ToString(),
        ["DoneAt"] = erasure.DoneAt,
        ["Found"] = JsonSerializer.Serialize(erasure.Found, PathwayJson.Plain),
    };

    private static CollegeErasure Read(TableEntity row) =>
        new(row.RowKey, CollegeId.Parse(row.GetString("College")), row.GetDateTimeOffset("At") ?? default)
        {
            State = Enum.Parse<ErasureState>(row.GetString("State")),
            DoneAt = row.GetDateTimeOffset("DoneAt"),
            Found = JsonSerializer.Deserialize<SortedDictionary<string, int>>(row.GetString("Found") ?? "{}")!,
            ETag = row.ETag,
        };
}
