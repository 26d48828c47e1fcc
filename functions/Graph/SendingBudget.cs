using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

/// <summary>
/// Counts whom the mailbox writes to, before it does: Exchange takes a message that is over its limits and returns it
/// later, when nobody looks. What there is no room for waits. A try that comes to nothing stays counted, so that the
/// count errs on the quiet side.
/// </summary>
public sealed class SendingBudget(
    PathwayStorage storage, IOptions<GraphOptions> options, TimeProvider time) : IDisposable
{
    private const string Row = "sent";
    private const int Tries = 20;

    // A minute's limit passes by itself before anybody could look.
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(5);

    private readonly TableClient table = storage.Table(StorageTable.Invitations);
    private readonly SemaphoreSlim turn = new(1);
    private (SentMail Sent, ETag ETag)? known;

    public int PeopleADay => options.Value.RecipientsPerDay;

    /// <summary>Takes room for a message to so many people: null when it may be sent, else when there will be.</summary>
    public async Task<DateTimeOffset?> ReserveAsync(int people, CancellationToken cancellationToken)
    {
        if (people == 0)
            return null;
        DateTimeOffset? waits = null;
        await ChangeAsync(
            (sent, now) =>
            {
                var chance = sent.NextChance(
                    people, options.Value.RecipientsPerDay, options.Value.MessagesPerMinute, now);
                waits = chance > now ? chance : null;
                if (waits is null)
                    return sent.With(people, now);
                return sent.WaitsUntil >= chance || chance - now < WorthTelling
                    ? sent
                    : sent with { WaitsUntil = chance };
            },
            cancellationToken);
        return waits;
    }

    /// <summary>Exchange says that the mailbox has reached its limit, whatever was counted here: the rest waits.</summary>
    public Task SpendAllAsync(CancellationToken cancellationToken) => ChangeAsync(
        (sent, now) =>
            sent.SpentUntil > now
                ? sent
                : sent with { SpentUntil = sent.OldestLeaves(now), WaitsUntil = sent.OldestLeaves(now) },
        cancellationToken);

    public async Task<SentMail> ReadAsync(CancellationToken cancellationToken) =>
        (await FetchAsync(cancellationToken)).Sent;

    public void Dispose() => turn.Dispose();

    private async Task ChangeAsync(Func<SentMail, DateTimeOffset, SentMail> change, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var i = 0; i < Tries; i++)
            {
                var (sent, etag) = known ?? await FetchAsync(cancellationToken);
                known = null;
                var next = change(sent, time.GetUtcNow());
                if (next == sent)
                {
                    known = (sent, etag);
                    return;
                }

                if (await SaveAsync(next, etag, cancellationToken) is { } saved)
                {
                    known = (next, saved);
                    return;
                }
            }

            throw new InvalidOperationException("What the mailbox sends could not be counted: too many count at once.");
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<(SentMail Sent, ETag ETag)> FetchAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            MailboxShare.Partition, Row, cancellationToken: cancellationToken);
        return row.HasValue
            ? (JsonSerializer.Deserialize<SentMail>(row.Value!.GetBinary("Sent"), PathwayJson.Plain)!, row.Value.ETag)
            : (new SentMail(), default);
    }

    private async Task<ETag?> SaveAsync(SentMail sent, ETag etag, CancellationToken cancellationToken)
    {
        var row = new TableEntity(
            MailboxShare.Partition, Row)
        { ["Sent"] = JsonSerializer.SerializeToUtf8Bytes(sent, PathwayJson.Plain) };
        try
        {
            var answer = etag == default
                ? await table.AddEntityAsync(row, cancellationToken)
                : await table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken);
            return answer.Headers.ETag;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return null;
        }
    }
}
