using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Reckoning;

/// <summary>
/// No learner's mark anywhere: every table, queue and blob, the mailboxes, all that the app wrote, and in the end the very files of
/// storage are searched for what stands in every learner's identifier, as it is and in the clothes it may wear.
/// </summary>
internal static class LearnerMarks
{
    public static async Task JudgeAsync(ChaosStack stack, Tally tally, CancellationToken cancellationToken)
    {
        var forms = Forms(stack.People.Mark);
        var searched = 0L;
        await foreach (var (where, bytes) in EverythingAsync(stack, cancellationToken))
        {
            searched += bytes.Length;
            if (Holds(bytes, forms))
                tally.Fault($"A learner's identifier stands in {where}.");
        }

        tally.Count("MB searched", searched / 1_048_576.0);
    }

    /// <summary>Whether the bytes hold one of these, whatever the case of Latin letters.</summary>
    internal static bool Holds(ReadOnlySpan<byte> bytes, IReadOnlyList<byte[]> forms)
    {
        var lower = new byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            lower[i] = bytes[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(bytes[i] | 0x20) : bytes[i];
        foreach (var form in forms)
        {
            if (lower.AsSpan().IndexOf(form) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>
    /// The mark in UTF-8, in UTF-16, in hexadecimal and in base64 at each of its three places; in lower case, as the search
    /// is.
    /// </summary>
    internal static IReadOnlyList<byte[]> Forms(string mark)
    {
        var plain = Encoding.UTF8.GetBytes(mark);
        var base64 = Enumerable.Range(0, 3).Select(offset =>
        {
            // Only the characters that the mark alone decides: none that its neighbours have a part in.
            var text = Convert.ToBase64String([.. new byte[offset], .. plain]);
            var (from, to) = (((offset * 8) + 5) / 6, (offset + plain.Length) * 8 / 6);
            return text[from..to];
        });
        return [.. base64.Append(mark).Append(Convert.ToHexString(plain))
            .Select(text => Encoding.UTF8.GetBytes(text.ToLowerInvariant())), Encoding.Unicode.GetBytes(mark.ToLowerInvariant())];
    }

    private static async IAsyncEnumerable<(string Where, byte[] Bytes)> EverythingAsync(
        ChaosStack stack, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tables = new TableServiceClient(stack.Storage.Direct);
        await foreach (var table in tables.QueryAsync(cancellationToken: cancellationToken))
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                var values = row.Select(column => column.Value).ToList();
                yield return (
                    $"table {table.Name}",
                    [.. values.OfType<byte[]>().SelectMany(bytes => bytes), .. Encoding.UTF8.GetBytes(string.Join('\n', values))]);
            }
        }

        var blobs = new BlobServiceClient(stack.Storage.Direct);
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: cancellationToken))
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                var content = (await client.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken)).Value.Content;
                yield return ($"container {container.Name}", [.. Encoding.UTF8.GetBytes(blob.Name), .. content.ToArray()]);
            }
        }

        var queues = new QueueServiceClient(stack.Storage.Direct);
        await foreach (var queue in queues.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            foreach (var message in (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32, cancellationToken)).Value)
                yield return ($"queue {queue.Name}", message.Body.ToArray());
        }

        using var http = new HttpClient { BaseAddress = stack.Graph.Address };
        yield return ("Graph", await http.GetByteArrayAsync("/_simulator/state", cancellationToken));
        foreach (var (where, bytes) in stack.Files())
            yield return (where, bytes);
    }
}
