using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Pull;

/// <summary>
/// Table Invitations, partition <c>~set-aside</c>: events that look like the programme's and that nobody here
/// touches.
/// </summary>
public sealed class SetAsideEvents(PathwayStorage storage)
{
    private const string Partition = "~set-aside";

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    /// <summary>The events by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, SetAsideEvent>> ReadAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SetAsideEvent>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            found[row.GetString("Event")] = new SetAsideEvent(
                row.GetString("Subject"), row.GetString("Start"), row.GetString("Reason"));
        return found;
    }

    // An upsert: the row is a copy of what stands in the calendar now.
    public Task AddAsync(string eventId, SetAsideEvent what, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
        new TableEntity(
            Partition,
            KeyOf(eventId))
        { ["Event"] = eventId, ["Subject"] = what.Subject, ["Start"] = what.Start, ["Reason"] = what.Reason },
        TableUpdateMode.Replace,
        cancellationToken);

    public Task RemoveAsync(string eventId, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition, KeyOf(eventId), ETag.All, cancellationToken);

    private static string KeyOf(string eventId) => HashId.From(eventId, 20);
}
