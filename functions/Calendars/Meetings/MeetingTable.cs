using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Meetings;

/// <summary>Table Invitations, partition <c>~meetings</c>: how each activity's meeting is held.</summary>
public sealed class MeetingTable(PathwayStorage storage)
{
    public const string Partition = "~meetings";

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task<MeetingState?> FindAsync(ActivityId activity, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, activity.ToString(), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    public async Task<IReadOnlyList<MeetingState>> AllAsync(CancellationToken cancellationToken)
    {
        var states = new List<MeetingState>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            states.Add(Read(row));
        return states;
    }

    // An upsert: options are set as a whole, so whoever comes second has set the same or says what is set now; the
    // night looks again.
    public Task SaveAsync(MeetingState state, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Partition, state.Activity.ToString())
        {
            ["JoinUrl"] = state.JoinUrl,
            ["Meeting"] = state.Meeting,
            ["Set"] = state.Set,
            ["Tried"] = state.Tried,
            ["Drift"] = state.Drift,
            ["Fault"] = state.Fault == MeetingFault.None ? null : state.Fault.ToString(),
            ["Note"] = state.Note,
            ["Failures"] = state.Failures,
            ["NextTry"] = state.NextTry,
            ["EndsAt"] = state.EndsAt,
        },
        TableUpdateMode.Replace,
        cancellationToken);

    private static MeetingState Read(TableEntity row) => new(ActivityId.Parse(row.RowKey))
    {
        JoinUrl = row.GetString("JoinUrl") ?? "",
        Meeting = row.GetString("Meeting"),
        Set = row.GetString("Set") ?? "",
        Tried = row.GetString("Tried") ?? "",
        Drift = row.GetString("Drift") ?? "",
        Fault = Enum.TryParse<MeetingFault>(row.GetString("Fault"), out var fault) ? fault : MeetingFault.None,
        Note = row.GetString("Note"),
        Failures = row.GetInt32("Failures") ?? 0,
        NextTry = row.GetDateTimeOffset("NextTry"),
        EndsAt = row.GetDateTimeOffset("EndsAt") ?? default,
    };
}
