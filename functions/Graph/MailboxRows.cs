using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

/// <summary>
/// Rows of table Invitations of which each mailbox has one. A row from when there was one mailbox is the first one's, and
/// gets its name.
/// </summary>
public sealed class MailboxRows(PathwayStorage storage, Mailboxes mailboxes)
{
    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task<TableEntity?> FindAsync(
        string partition, string row, Mailbox mailbox, CancellationToken cancellationToken)
    {
        var own = await table.GetEntityIfExistsAsync<TableEntity>(
            partition, mailbox.RowOf(row), cancellationToken: cancellationToken);
        if (own.HasValue || mailbox != mailboxes.First)
            return own.HasValue ? own.Value : null;
        var old = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return old.HasValue ? await RenameAsync(old.Value!, mailbox, cancellationToken) : null;
    }

    /// <summary>Written under its new name first: a crash in between leaves one row too many, never one too few.</summary>
    private async Task<TableEntity?> RenameAsync(TableEntity old, Mailbox mailbox, CancellationToken cancellationToken)
    {
        var name = old.RowKey;
        var renamed = new TableEntity(old) { RowKey = mailbox.RowOf(name) };
        try
        {
            await table.AddEntityAsync(renamed, cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            // Another instance was faster, and what it has written since counts.
        }

        await table.DeleteEntityAsync(old.PartitionKey, name, ETag.All, cancellationToken);
        var there = await table.GetEntityIfExistsAsync<TableEntity>(
            old.PartitionKey, mailbox.RowOf(name), cancellationToken: cancellationToken);
        return there.HasValue ? there.Value : null;
    }
}
