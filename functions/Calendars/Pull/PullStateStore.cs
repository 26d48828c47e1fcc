using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>Table Invitations, partition <c>~calendar</c>: what the app knows about the calendar as a whole.</summary>
public sealed class PullStateStore(PathwayStorage storage)
{
    private const string Partition = "~calendar";
    private const string Row = "pull";
    private const string Night = "night";

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task<PullState> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return !row.HasValue ? new PullState() : new PullState
        {
            DeltaLink = row.Value!.GetString("DeltaLink"),
            WindowStart = row.Value.GetDateTimeOffset("WindowStart") ?? default,
            PulledAt = row.Value.GetDateTimeOffset("PulledAt"),
            Pending =
            [
                .. JsonSerializer.Deserialize<List<string>>(
                    row.Value.GetBinary("Pending") ?? "[]"u8, PathwayJson.Plain)!.Select(ActivityId.Parse),
            ],
            Fault = row.Value.GetString("Fault"),
            ETag = row.Value.ETag,
        };
    }

    /// <summary>False, and nothing written, when another pull was faster: it saw the same changes.</summary>
    public async Task<bool> SaveAsync(PullState state, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, Row)
        {
            ["DeltaLink"] = state.DeltaLink,
            ["WindowStart"] = state.WindowStart,
            ["PulledAt"] = state.PulledAt,
            ["Pending"] = JsonSerializer.SerializeToUtf8Bytes(
                state.Pending.Select(id => id.ToString()), PathwayJson.Plain),
            ["Fault"] = state.Fault,
        };
        try
        {
            if (state.ETag == default)
                await table.AddEntityAsync(row, cancellationToken);
            else
                await table.UpdateEntityAsync(row, state.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return false;
        }
    }

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
}
