using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Graph;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Letters;

/// <summary>Table Invitations, partition <c>~letters</c>: each letter once, with how far it has come.</summary>
public sealed class LetterTable(PathwayStorage storage, Mailboxes mailboxes)
{
    public const string Partition = "~letters";

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task<LetterSlot?> FindAsync(LetterKey key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, key.ToString(), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Letters of which somebody may still have to do something.</summary>
    public async Task<IReadOnlyList<LetterSlot>> OpenAsync(CancellationToken cancellationToken)
    {
        var slots = new List<LetterSlot>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and IsOpen eq true");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (Read(row) is { } slot)
                slots.Add(slot);
        }

        return slots;
    }

    /// <summary>
    /// Writes what is expected to be there unchanged since it was read; one without an ETag is new. Answers it with its
    /// new ETag, or null when somebody else was faster.
    /// </summary>
    public async Task<LetterSlot?> SaveAsync(LetterSlot slot, CancellationToken cancellationToken)
    {
        try
        {
            var written = slot.ETag == default
                ? await table.AddEntityAsync(Write(slot), cancellationToken)
                : await table.UpdateEntityAsync(Write(slot), slot.ETag, TableUpdateMode.Replace, cancellationToken);
            return slot with { ETag = written.Headers.ETag!.Value };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            var there = await FindAsync(slot.Key, cancellationToken);
            return there?.IsSameWriteAs(slot) is true ? slot with { ETag = there.ETag } : null;
        }
    }

    private static TableEntity Write(LetterSlot slot) => new(Partition, slot.Key.ToString())
    {
        ["State"] = slot.State.ToString(),
        ["IsOpen"] = !slot.IsDone,
        ["LeaseHolder"] = slot.Holder,
        ["LeaseUntil"] = slot.LeaseUntil,
        ["MessageId"] = slot.MessageId,
        ["Mailbox"] = slot.Mailbox?.Address,
        ["NextTry"] = slot.NextTry,
        ["Failures"] = slot.Failures,
    };

    private LetterSlot? Read(TableEntity row) =>
        LetterKey.TryParse(row.RowKey, out var key) && Enum.TryParse<LetterState>(row.GetString("State"), out var state)
            ? new LetterSlot(key, state)
            {
                Holder = row.GetString("LeaseHolder"),
                LeaseUntil = row.GetDateTimeOffset("LeaseUntil"),
                MessageId = row.GetString("MessageId"),
                Mailbox = MailboxOf(row, state),
                NextTry = row.GetDateTimeOffset("NextTry"),
                Failures = row.GetInt32("Failures") ?? 0,
                ETag = row.ETag,
            }
            : null;

    /// <summary>What was begun when there was one mailbox is in the first.</summary>
    private Mailbox? MailboxOf(TableEntity row, LetterState state) => row.GetString("Mailbox") is { } address
        ? Mailbox.Parse(address)
        : state == LetterState.Claimed || row.GetString("MessageId") is not null ? mailboxes.First : null;
}
