using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Attendance;

/// <summary>
/// Table Attendance: partition <c>a</c> / activity, or activity and date of a series, and one row <c>o</c> /
/// <c>organiser</c> for each mailbox.
/// </summary>
public sealed class AttendanceTable(PathwayStorage storage)
{
    private const string Activities = "a";
    private const string OrganiserPartition = "o";
    private const string OrganiserRow = "organiser";

    private readonly TableClient table = storage.Table(StorageTable.Attendance);

    /// <summary>Every state by its name.</summary>
    public Task<IReadOnlyDictionary<string, AttendanceState>> AllAsync(CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Activities}"), cancellationToken);

    /// <summary>
    /// Writes a state where it still is as it was read. Answers it with its new ETag, or null when another run was faster.
    /// </summary>
    public async Task<AttendanceState?> SaveAsync(AttendanceState state, CancellationToken cancellationToken)
    {
        try
        {
            var answer = state.ETag == default
                ? await table.AddEntityAsync(Row(state), cancellationToken)
                : await table.UpdateEntityAsync(Row(state), state.ETag, TableUpdateMode.Replace, cancellationToken);
            return state with { ETag = answer.Headers.ETag!.Value };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            // Another run, or our own write whose answer was lost: the next run goes on from what is there.
            return null;
        }
    }

    /// <summary>The states of one activity: one, or one for each date of a series; none when nothing was found yet.</summary>
    public async Task<IReadOnlyList<AttendanceState>> FindAsync(ActivityId activity, CancellationToken cancellationToken)
    {
        var name = activity.ToString();
        var (from, to) = ($"{name}{AttendanceState.Separator}", $"{name}{(char)(AttendanceState.Separator + 1)}");
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Activities} and (RowKey eq {name} or (RowKey ge {from} and RowKey lt {to}))");
        return [.. (await QueryAsync(filter, cancellationToken)).Values.OrderBy(state => state.Name, StringComparer.Ordinal)];
    }

    /// <summary>The organiser, once known, and since when attendance is refused.</summary>
    public async Task<Organiser> OrganiserAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            OrganiserPartition, mailbox.RowOf(OrganiserRow), cancellationToken: cancellationToken);
        if (!row.HasValue)
            return new Organiser(mailbox);
        _ = Enum.TryParse<AttendanceRefusal>(row.Value!.GetString("Refusal"), out var refusal);
        return new Organiser(mailbox, row.Value.GetString("Id"), row.Value.GetDateTimeOffset("RefusedSince"), refusal);
    }

    // An upsert: a mailbox is one organiser, and the newest word on what is allowed counts.
    public Task SetOrganiserAsync(Organiser organiser, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(OrganiserPartition, organiser.Mailbox.RowOf(OrganiserRow))
        {
            ["Id"] = organiser.Id,
            ["RefusedSince"] = organiser.RefusedSince,
            ["Refusal"] = organiser.RefusedSince is null ? null : organiser.Refusal.ToString(),
        },
        TableUpdateMode.Replace,
        cancellationToken);

    private async Task<IReadOnlyDictionary<string, AttendanceState>> QueryAsync(
        string filter, CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, AttendanceState>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            states[row.RowKey] = Read(row);
        return states;
    }

    private static TableEntity Row(AttendanceState state) => new(Activities, state.Name)
    {
        ["Meeting"] = state.Meeting,
        ["Mailbox"] = state.Mailbox?.Address,
        ["StartedAt"] = state.StartedAt,
        ["Batches"] = JsonSerializer.SerializeToUtf8Bytes(state.Batches, PathwayJson.Plain),
        ["Queued"] = state.Queued,
        ["Elsewhere"] = state.Elsewhere,
        ["WithoutAddress"] = state.WithoutAddress,
    };

    private static AttendanceState Read(TableEntity row) => AttendanceState.Named(row.RowKey) with
    {
        Meeting = row.GetString("Meeting"),
        Mailbox = row.GetString("Mailbox") is { } address ? Mailbox.Parse(address) : null,
        StartedAt = row.GetDateTimeOffset("StartedAt") ?? default,
        Batches = JsonSerializer.Deserialize<List<ReportBatch>>(
            row.GetBinary("Batches") ?? "[]"u8.ToArray(), PathwayJson.Plain)!,
        Queued = row.GetInt32("Queued") ?? 0,
        Elsewhere = row.GetInt32("Elsewhere") ?? 0,
        WithoutAddress = row.GetInt32("WithoutAddress") ?? 0,
        ETag = row.ETag,
    };
}
