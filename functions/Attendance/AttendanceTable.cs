using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Attendance;

/// <summary>Table Attendance: partition <c>a</c> / activity, and one row <c>o</c> / <c>organiser</c>.</summary>
public sealed class AttendanceTable(PathwayStorage storage)
{
    private const string Activities = "a";
    private const string Organiser = "o";
    private const string OrganiserRow = "organiser";

    private readonly TableClient table = storage.Table(StorageTable.Attendance);

    public async Task<IReadOnlyDictionary<ActivityId, AttendanceState>> AllAsync(CancellationToken cancellationToken)
    {
        var states = new Dictionary<ActivityId, AttendanceState>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Activities}"), cancellationToken: cancellationToken))
            states[ActivityId.Parse(row.RowKey)] = Read(row);
        return states;
    }

    /// <summary>Writes a state where it still is as it was read. Answers it with its new ETag, or null when another run was faster.</summary>
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

    /// <summary>The organiser's object id, once it was looked up, and since when Teams refuses to let the app read meetings.</summary>
    public async Task<(string? Id, DateTimeOffset? RefusedSince)> OrganiserAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Organiser, OrganiserRow, cancellationToken: cancellationToken);
        return row.HasValue ? (row.Value!.GetString("Id"), row.Value.GetDateTimeOffset("RefusedSince")) : (null, null);
    }

    // An upsert: there is one organiser, and the newest word on the policy counts.
    public Task SetOrganiserAsync(string? id, DateTimeOffset? refusedSince, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(new TableEntity(Organiser, OrganiserRow) { ["Id"] = id, ["RefusedSince"] = refusedSince }, TableUpdateMode.Replace, cancellationToken);

    private static TableEntity Row(AttendanceState state) => new(Activities, state.Activity.ToString())
    {
        ["Meeting"] = state.Meeting,
        ["StartedAt"] = state.StartedAt,
        ["Batches"] = JsonSerializer.SerializeToUtf8Bytes(state.Batches, PathwayJson.Plain),
        ["Queued"] = state.Queued,
        ["Elsewhere"] = state.Elsewhere,
    };

    private static AttendanceState Read(TableEntity row) => new(ActivityId.Parse(row.RowKey))
    {
        Meeting = row.GetString("Meeting"),
        StartedAt = row.GetDateTimeOffset("StartedAt") ?? default,
        Batches = JsonSerializer.Deserialize<List<ReportBatch>>(row.GetBinary("Batches") ?? "[]"u8.ToArray(), PathwayJson.Plain)!,
        Queued = row.GetInt32("Queued") ?? 0,
        Elsewhere = row.GetInt32("Elsewhere") ?? 0,
        ETag = row.ETag,
    };
}
