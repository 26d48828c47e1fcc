using System.Buffers.Text;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using NodaTime;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Graph;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// Table Invitations: partition the activity, row the part and shard; what people answered stands in a row of its own
/// beside it, so that a pull and a sync never write the same one. Partition <c>~events</c> finds the row of an
/// event's id.
/// </summary>
public sealed class InvitationTable(PathwayStorage storage, Mailboxes mailboxes)
{
    private const string Index = "~events";
    private const string Mark = "Mark";
    private const char Responses = '~';

    private readonly TableClient table = storage.Table(StorageTable.Invitations);

    public async Task<IReadOnlyList<Invitation>> ReadAsync(ActivityId activity, CancellationToken cancellationToken) =>
        [.. (await RowsAsync(activity, cancellationToken)).Where(row => row.RowKey[0] != Responses).Select(Read)];

    /// <summary>The invitations of an activity with the answers to each; none where nothing was pulled yet.</summary>
    public async Task<IReadOnlyList<(Invitation Invitation, ResponseCounts Responses)>> ReadWithResponsesAsync(
        ActivityId activity, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(activity, cancellationToken);
        var answers = rows.Where(row => row.RowKey[0] == Responses)
            .ToDictionary(row => row.RowKey[1..], ResponseCounts.Read, StringComparer.Ordinal);
        return
        [
            .. rows.Where(row => row.RowKey[0] != Responses).Select(Read)
                .Select(
                    invitation => (invitation, answers.GetValueOrDefault(invitation.Key.ToString(), ResponseCounts.None))),
        ];
    }

    /// <summary>
    /// Writes what is expected to be there unchanged since it was read; an invitation without an ETag is new. Answers
    /// it with its new ETag, or null when somebody else was faster.
    /// </summary>
    public async Task<Invitation?> SaveAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var row = InvitationRow.Write(invitation);

        // Random, so that a write whose answer was lost, and which comes back as a conflict, is told from one that
        // came too late.
        var mark = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9));
        row[Mark] = mark;
        try
        {
            var written = invitation.ETag == default
                ? await table.AddEntityAsync(row, cancellationToken)
                : await table.UpdateEntityAsync(row, invitation.ETag, TableUpdateMode.Replace, cancellationToken);
            return invitation with
            {
                ETag = written.Headers.ETag
                    ?? throw new InvalidOperationException("Table storage answered without an ETag."),
            };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            var there = await table.GetEntityIfExistsAsync<TableEntity>(
                row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            return there.HasValue && there.Value!.GetString(Mark) == mark
                ? invitation with { ETag = there.Value.ETag }
                : null;
        }
    }

    public async Task<Invitation?> FindAsync(
        ActivityId activity, InvitationKey key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            activity.ToString(), key.ToString(), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Whose invitation an event is; null when it is none of ours.</summary>
    public async Task<(ActivityId Activity, InvitationKey Key)?> FindEventAsync(
        string eventId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            Index, IndexKey(eventId), cancellationToken: cancellationToken);
        return row.HasValue
            ? (ActivityId.Parse(row.Value!.GetString("Activity")!), InvitationKey.Parse(row.Value.GetString("Key")!))
            : null;
    }

    /// <summary>
    /// Remembers whose an event is, before the invitation itself names it: a crash in between leaves a line too many,
    /// never one too few.
    /// </summary>
    public Task IndexAsync(
        string eventId, ActivityId activity, InvitationKey key, CancellationToken cancellationToken) =>
        // An upsert: an event belongs to one invitation for good, so a second write says the same.
        table.UpsertEntityAsync(
            new TableEntity(Index, IndexKey(eventId)) { ["Activity"] = activity.ToString(), ["Key"] = key.ToString() },
            TableUpdateMode.Replace,
            cancellationToken);

    public Task WriteResponsesAsync(
        ActivityId activity, InvitationKey key, ResponseCounts responses, CancellationToken cancellationToken) =>
        // An upsert: the counts are what Graph says now, whatever stood there. Answers to single dates stay.
        table.UpsertEntityAsync(
            responses.ToRow(activity.ToString(), Responses + key.ToString()), TableUpdateMode.Merge, cancellationToken);

    /// <summary>Writes the answers to single dates of a series, and leaves those to all of it.</summary>
    public Task WriteDatesAsync(
        ActivityId activity,
        InvitationKey key,
        IReadOnlyDictionary<LocalDate, IReadOnlyDictionary<string, Responses>> dates,
        CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
            ResponseCounts.DatesRow(activity.ToString(), Responses + key.ToString(), dates), TableUpdateMode.Merge, cancellationToken);

    private Invitation Read(TableEntity row) => InvitationRow.Read(row, mailboxes.First);

    private static string IndexKey(string eventId) => HashId.From(eventId, 20);

    private async Task<IReadOnlyList<TableEntity>> RowsAsync(ActivityId activity, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {activity.ToString()}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            rows.Add(row);
        return rows;
    }
}
