using Azure.Data.Tables;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Push;

/// <summary>Table Invitations, partition <c>~calendar</c>, row <c>subscription</c>.</summary>
public sealed class SubscriptionStore(PathwayStorage storage)
{
    private const string Partition = "~calendar";
    private const string Row = "subscription";

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task<SubscriptionState> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return row.HasValue
            ? new SubscriptionState(
                row.Value!.GetString("Id"),
                row.Value.GetDateTimeOffset("ExpiresAt"),
                row.Value.GetString("Fault"),
                row.Value.GetString("Terms"))
            : new SubscriptionState();
    }

    public Task SaveAsync(SubscriptionState state, CancellationToken cancellationToken) =>
        // An upsert: the row is a copy of what Graph has, and the last look at Graph is the best.
        table.UpsertEntityAsync(
            new TableEntity(Partition, Row)
            {
                ["Id"] = state.Id,
                ["ExpiresAt"] = state.ExpiresAt,
                ["Fault"] = state.Fault,
                ["Terms"] = state.Terms,
            },
            TableUpdateMode.Replace,
            cancellationToken);
}
