using System.Globalization;
using Azure.Data.Tables;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// Table Invitations, partition <c>~returned</c>: from whom mail came back, as keyed hashes, with the reason. What
/// came back weeks ago and not again since is forgotten.
/// </summary>
public sealed class ReturnedAddresses(PathwayStorage storage, AddressHash hash, TimeProvider time)
{
    private const string Partition = "~returned";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(28);

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    /// <summary>The reason by the address's hash.</summary>
    public async Task<IReadOnlyDictionary<ulong, string>> ReadAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Remembered;
        var found = new Dictionary<ulong, string>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (row.GetDateTimeOffset("At") >= since)
                found[ulong.Parse(row.RowKey, NumberStyles.HexNumber, CultureInfo.InvariantCulture)] = row.GetString("Reason")
                    ?? "";
        }

        return found;
    }

    // An upsert: what came back last says best why.
    public Task AddAsync(string address, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
        new TableEntity(
            Partition,
            hash.Compute(address).ToString("x16", CultureInfo.InvariantCulture))
        { ["Reason"] = reason, ["At"] = at },
        TableUpdateMode.Replace,
        cancellationToken);
}
