using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>Table Invitations, partition <c>~calendar</c>: what the app knows about each calendar as a whole.</summary>
public sealed class PullStateStore(PathwayStorage storage, MailboxRows rows, Mailboxes mailboxes)
{
    private const string Partition = "~calendar";
    private const string Row = "pull";
    private const string Night = "night";

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task<PullState> ReadAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        await rows.FindAsync(Partition, Row, mailbox, cancellationToken) is { } row ? Read(row, mailbox) : new PullState(mailbox);

    /// <summary>
    /// The mailboxes that are followed: those on the list, whatever is known of them, then those taken off it that were
    /// not forgotten yet.
    /// </summary>
    public async Task<IReadOnlyList<PullState>> AllAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<Mailbox, PullState>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {Row} and RowKey lt {Row + "~~"}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var state = row.RowKey == Row
                ? await ReadAsync(mailboxes.First, cancellationToken)
                : Read(row, Mailbox.Parse(row.GetString("Mailbox")));
            known[state.Mailbox] = state;
        }

        return
        [
            .. mailboxes.All.Select(mailbox => known.GetValueOrDefault(mailbox, new PullState(mailbox))),
            .. known.Values.Where(state => !mailboxes.Has(state.Mailbox)).OrderBy(state => state.Mailbox.Address, StringComparer.Ordinal),
        ];
    }

    /// <summary>False, and nothing written, when another pull was faster: it saw the same changes.</summary>
    public async Task<bool> SaveAsync(PullState state, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, state.Mailbox.RowOf(Row))
        {
            ["Mailbox"] = state.Mailbox.Address,
            ["DeltaLink"] = state.DeltaLink,
            ["WindowStart"] = state.WindowStart,
            ["IsWholeDue"] = state.IsWholeDue,
            ["PulledAt"] = state.PulledAt,
            ["Pending"] = JsonSerializer.SerializeToUtf8Bytes(
                state.Pending.Select(id => id.ToString()), PathwayJson.Plain),
            ["Fault"] = state.Fault,
            ["EventsLeft"] = state.EventsLeft,
            ["LeftUntil"] = state.LeftUntil,
        };
        try
        {
            if (state.ETag == default)
                await table.AddEntityAsync(row, cancellationToken);
            else
                await table.UpdateEntityAsync(row, state.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Changes what waits for a person, whoever else writes meanwhile.</summary>
    public async Task ChangePendingAsync(
        Mailbox mailbox, Func<IReadOnlyList<ActivityId>, IEnumerable<ActivityId>> change, CancellationToken cancellationToken)
    {
        PullState state;
        do
            state = await ReadAsync(mailbox, cancellationToken);
        while (!await SaveAsync(state with { Pending = [.. change(state.Pending)] }, cancellationToken));
    }

    /// <summary>Nothing is left in the calendar that anybody would follow.</summary>
    public Task ForgetAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition, mailbox.RowOf(Row), ETag.All, cancellationToken);

    /// <summary>The day on which everything was last held against the calendar.</summary>
    public async Task<LocalDate?> LastNightAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, Night, cancellationToken: cancellationToken);
        return row.HasValue
            && LocalDatePattern.Iso.Parse(row.Value!.GetString("Day") ?? "") is { Success: true, Value: var day }
            ? day
            : null;
    }

    public Task SaveNightAsync(LocalDate day, CancellationToken cancellationToken) =>
        // An upsert: whoever comes second in the same night writes the same.
        table.UpsertEntityAsync(
            new TableEntity(Partition, Night) { ["Day"] = LocalDatePattern.Iso.Format(day) }, TableUpdateMode.Replace, cancellationToken);

    private static PullState Read(TableEntity row, Mailbox mailbox) => new(mailbox)
    {
        DeltaLink = row.GetString("DeltaLink"),
        WindowStart = row.GetDateTimeOffset("WindowStart") ?? default,
        IsWholeDue = row.GetBoolean("IsWholeDue") ?? false,
        PulledAt = row.GetDateTimeOffset("PulledAt"),
        Pending =
        [
            .. JsonSerializer.Deserialize<List<string>>(row.GetBinary("Pending") ?? "[]"u8, PathwayJson.Plain)!.Select(ActivityId.Parse),
        ],
        Fault = row.GetString("Fault"),
        EventsLeft = row.GetInt32("EventsLeft") ?? 0,
        LeftUntil = row.GetDateTimeOffset("LeftUntil"),
        ETag = row.ETag,
    };
}
