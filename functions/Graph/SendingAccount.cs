using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Graph;

/// <summary>What one mailbox has sent, as the table has it: whoever counts in between is counted in.</summary>
internal sealed class SendingAccount(PathwayStorage storage, MailboxRows rows, Mailbox mailbox, TimeProvider time) : IDisposable
{
    private const string Row = "sent";
    private const int Tries = 20;

    private readonly TableClient table = storage.Table(StorageTable.Invitations);
    private readonly SemaphoreSlim turn = new(1);
    private (SentMail Sent, ETag ETag)? known;

    public async Task<SentMail> ReadAsync(CancellationToken cancellationToken) =>
        (await FetchAsync(cancellationToken)).Sent;

    public async Task ChangeAsync(
        Func<SentMail, DateTimeOffset, SentMail> change, CancellationToken cancellationToken)
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

    public void Dispose() => turn.Dispose();

    private async Task<(SentMail Sent, ETag ETag)> FetchAsync(CancellationToken cancellationToken) =>
        await rows.FindAsync(MailboxShare.Partition, Row, mailbox, cancellationToken) is { } row
            ? (JsonSerializer.Deserialize<SentMail>(row.GetBinary("Sent"), PathwayJson.Plain)!, row.ETag)
            : (new SentMail(), default);

    private async Task<ETag?> SaveAsync(SentMail sent, ETag etag, CancellationToken cancellationToken)
    {
        var row = new TableEntity(MailboxShare.Partition, mailbox.RowOf(Row))
        {
            ["Sent"] = JsonSerializer.SerializeToUtf8Bytes(sent, PathwayJson.Plain),
        };
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
