using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Graph;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Push;

/// <summary>Table Invitations, partition <c>~calendar</c>, a row <c>subscription</c> for each mailbox.</summary>
public sealed class SubscriptionStore(PathwayStorage storage, MailboxRows rows)
{
    private const string Partition = "~calendar";
    private const string Row = "subscription";

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task<SubscriptionState> ReadAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        await rows.FindAsync(Partition, Row, mailbox, cancellationToken) is { } row
            ? new SubscriptionState(
                row.GetString("Id"), row.GetDateTimeOffset("ExpiresAt"), row.GetString("Fault"), row.GetString("Terms"))
            : new SubscriptionState();

    public Task SaveAsync(Mailbox mailbox, SubscriptionState state, CancellationToken cancellationToken) =>
        // An upsert: the row is a copy of what Graph has, and the last look at Graph is the best.
        table.UpsertEntityAsync(
            new TableEntity(Partition, mailbox.RowOf(Row))
            {
                ["Id"] = state.Id,
                ["ExpiresAt"] = state.ExpiresAt,
                ["Fault"] = state.Fault,
                ["Terms"] = state.Terms,
            },
            TableUpdateMode.Replace,
            cancellationToken);

    public Task ForgetAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition, mailbox.RowOf(Row), ETag.All, cancellationToken);
}
