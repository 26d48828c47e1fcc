using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.DeadLetters;

/// <summary>Table DeadLetters: partition the queue, row a hash of the body.</summary>
public sealed class DeadLetterTable(PathwayStorage storage, TimeProvider time)
{
    private const int MaxReason = 1_000;

    // What fits into a queue message of 64 KiB once it is base64.
    private const int MostBytes = 48 * 1024;

    // A message that waits through a long outage must not vanish after the default of seven days.
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    private readonly TableClient table = storage.Table(StorageTable.DeadLetters);

    /// <summary>Keeps an item with its reason; the same item once more replaces the letter.</summary>
    /// <param name="queue">Where a replay puts it.</param>
    /// <param name="body">What a replay puts there.</param>
    /// <param name="reason">Up to 1,000 characters, for a person.</param>
    /// <param name="attempts">How often it failed.</param>
    /// <param name="identity">What makes it the same item, where that is not the body.</param>
    public async Task<DeadLetter> AddAsync(
        string queue, string body, string reason, int attempts, CancellationToken cancellationToken, string? identity = null)
    {
        var letter = new DeadLetter(
            IdOf(queue, identity ?? body),
            queue,
            reason.Length > MaxReason ? reason[..MaxReason] : reason,
            attempts,
            time.GetUtcNow(),
            body);

        // An upsert: the item is the same, and the newest reason is the one that helps.
        await table.UpsertEntityAsync(ToRow(letter), TableUpdateMode.Replace, cancellationToken);
        return letter;
    }

    /// <summary>Keeps an item that arrived in a poison queue, unless it is already kept with a better reason.</summary>
    public async Task AddUnexplainedAsync(string queue, string message, CancellationToken cancellationToken)
    {
        var (body, isEncoded, _) = MessageText.Read(message);
        if (!isEncoded)
        {
            await AddAsync(queue, body, MessageText.Unreadable, QueueMessageRunner.MaxAttempts, cancellationToken);
            return;
        }

        const string Reason =
            "It failed every attempt and left no reason: the worker stopped in the middle, or the message could not be read.";
        try
        {
            await table.AddEntityAsync(
                ToRow(
                    new DeadLetter(IdOf(queue, body), queue, Reason, QueueMessageRunner.MaxAttempts, time.GetUtcNow(), body)),
                cancellationToken);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // The last attempt wrote the reason before it gave up.
        }
    }

    /// <summary>
    /// Every letter behind the id <paramref name="after"/> (or an empty one), in the order of their ids.
    /// </summary>
    public async IAsyncEnumerable<DeadLetter> ListAsync(
        string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A queue's name is a slug, and every letter of one sorts before '~'.
        foreach (var queue in storage.QueueNames.All.OrderBy(queue => queue + '~', StringComparer.Ordinal))
        {
            var from = after.StartsWith(queue + '~', StringComparison.Ordinal) ? after[(queue.Length + 1)..] : "";
            if (from.Length == 0 && string.CompareOrdinal(queue + '~', after) < 0)
                continue;
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {queue} and RowKey gt {from}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
                yield return Read(row);
        }
    }

    /// <summary>How many letters each queue has, those without any left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(select: ["PartitionKey"], cancellationToken: cancellationToken))
            counts[row.PartitionKey] = counts.GetValueOrDefault(row.PartitionKey) + 1;
        return counts;
    }

    /// <summary>The letter with this id, or null.</summary>
    public async Task<DeadLetter?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!TryParse(id, out var queue, out var hash))
            return null;
        var row = await table.GetEntityIfExistsAsync<TableEntity>(queue, hash, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>The letters of one queue in the order of their ids.</summary>
    public async IAsyncEnumerable<DeadLetter> ListQueueAsync(
        string queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {queue}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return Read(row);
    }

    /// <summary>
    /// Puts the item back on its queue and then takes the letter away; false when there is none with this id.
    /// </summary>
    public async Task<bool> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        if (!TryParse(id, out var queue, out var hash))
            return false;
        var row = await table.GetEntityIfExistsAsync<TableEntity>(queue, hash, cancellationToken: cancellationToken);
        if (!row.HasValue)
            return false;

        // First back on the queue, then away: a crash in between does the work twice, and every queue function bears that.
        await storage.Queues.GetQueueClient(queue).SendMessageAsync(
            Replayed(queue, Read(row.Value!).Body), timeToLive: Never, cancellationToken: cancellationToken);
        try
        {
            await table.DeleteEntityAsync(queue, hash, row.Value!.ETag, cancellationToken);
        }
        catch (RequestFailedException renewed) when (renewed.Status == 412)
        {
            // The replay was quicker than this line and failed again: the letter with the newer reason stays.
        }

        return true;
    }

    /// <summary>Takes a letter away for good: its work is given up. False when there is none with this id.</summary>
    public async Task<bool> DismissAsync(string id, CancellationToken cancellationToken)
    {
        if (!TryParse(id, out var queue, out var hash)
            || !(await table.GetEntityIfExistsAsync<TableEntity>(queue, hash, ["RowKey"], cancellationToken)).HasValue)
            return false;
        await table.DeleteEntityAsync(queue, hash, ETag.All, cancellationToken);
        return true;
    }

    private bool TryParse(string id, out string queue, out string hash)
    {
        (queue, hash) = id.Split('~') is [var name, var rest] ? (name, rest) : ("", "");
        return storage.QueueNames.All.Contains(queue) && Slug.IsValid(hash);
    }

    /// <summary>In the trace of who replays it, unless that would be more than a message holds.</summary>
    private static string Replayed(string queue, string body)
    {
        using var span = MessageTrace.StartSend(queue);
        var traced = MessageTrace.Append(body);
        return Encoding.UTF8.GetByteCount(traced) <= MostBytes ? traced : body;
    }

    private static string IdOf(string queue, string body) =>
        $"{queue}~{HashId.From(body, 20)}";

    // The body as bytes: a string property holds 32 K characters, a message may have 48 KiB of them.
    private static TableEntity ToRow(DeadLetter letter) => new(letter.Queue, letter.Id[(letter.Queue.Length + 1)..])
    {
        ["Reason"] = letter.Reason,
        ["Attempts"] = letter.Attempts,
        ["At"] = letter.At,
        ["Body"] = Encoding.UTF8.GetBytes(letter.Body),
    };

    private static DeadLetter Read(TableEntity row) => new(
        $"{row.PartitionKey}~{row.RowKey}",
        row.PartitionKey,
        row.GetString("Reason") ?? "",
        row.GetInt32("Attempts") ?? 0,
        row.GetDateTimeOffset("At") ?? default,
        Encoding.UTF8.GetString(row.GetBinary("Body") ?? []));
}
