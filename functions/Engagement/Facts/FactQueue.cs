using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Engagement.Facts;

/// <summary>
/// Where facts wait to be recorded. One storage call for a delivery of up to 48 KiB; a larger one is left as a blob first and
/// the message names it (a claim check).
/// </summary>
public sealed class FactQueue(PathwayStorage storage)
{
    /// <summary>What fits into a queue message of 64 KiB once it is base64.</summary>
    public const int MaxMessageBytes = 48 * 1024;

    // A message that waits through a long outage must not vanish after the default of seven days.
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    private readonly QueueClient queue = storage.Queue(queues => queues.Facts);
    private readonly BlobContainerClient claims = storage.Container(StorageContainer.Claims);

    /// <summary>
    /// Returns when the delivery is safely queued: from then on it will be recorded, or be a visible dead letter.
    /// </summary>
    public async Task SendAsync(FactDelivery delivery, CancellationToken cancellationToken)
    {
        using var span = MessageTrace.StartSend(queue.Name);
        using var body = FactMessage.Write(delivery);
        var message = body.Length <= MaxMessageBytes
            ? Traced(body)
            : await LeaveAsync(delivery.College, body.Memory, cancellationToken);
        await queue.SendMessageAsync(new BinaryData(message), timeToLive: Never, cancellationToken: cancellationToken);
    }

    /// <summary>The message of a delivery that is kept and not sent: a dead letter's body.</summary>
    public async Task<string> KeepAsync(FactDelivery delivery, CancellationToken cancellationToken)
    {
        using var body = FactMessage.Write(delivery);
        return Encoding.UTF8.GetString((body.Length <= MaxMessageBytes
            ? body.Memory
            : await LeaveAsync(delivery.College, body.Memory, cancellationToken)).Span);
    }

    /// <summary>Opens the way to the queue; nothing is put there.</summary>
    public Task ReachAsync(CancellationToken cancellationToken) => queue.GetPropertiesAsync(cancellationToken);

    /// <summary>The delivery of a message, fetched if the message only names it.</summary>
    /// <exception cref="FormatException">The message was not written by this class.</exception>
    public async Task<OpenedDelivery> OpenAsync(string message, CancellationToken cancellationToken)
    {
        if (FactMessage.ReadClaim(message) is not { } claim)
            return Open(Encoding.UTF8.GetBytes(message), claim: null);
        try
        {
            var content = await claims.GetBlobClient(claim).DownloadContentAsync(cancellationToken);
            return Open(content.Value.Content.ToMemory(), claim);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return new OpenedDelivery(null, "", claim);
        }
    }

    /// <summary>Takes the blob of a recorded delivery away.</summary>
    public Task DiscardAsync(string claim, CancellationToken cancellationToken) =>
        claims.GetBlobClient(claim).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private static OpenedDelivery Open(ReadOnlyMemory<byte> body, string? claim) =>
        new(FactMessage.Read(body), HashId.From(body.Span, 15), claim);

    private async Task<ReadOnlyMemory<byte>> LeaveAsync(
        CollegeId college, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        // Named by its content: an upload repeated after a lost answer leaves no second blob.
        var claim = $"{college}/{HashId.From(body.Span, 15)}";
        await claims.GetBlobClient(claim).UploadAsync(new BinaryData(body), overwrite: true, cancellationToken);
        return Encoding.UTF8.GetBytes(MessageTrace.Append(FactMessage.WriteClaim(claim)));
    }

    /// <summary>With the trace of who delivers; rather without one than in a blob for its sake.</summary>
    private static ReadOnlyMemory<byte> Traced(MessageBytes body)
    {
        Span<byte> trace = stackalloc byte[MessageTrace.Length];
        if (body.Length + MessageTrace.Length <= MaxMessageBytes && MessageTrace.TryWrite(trace))
            body.Extend(trace);
        return body.Memory;
    }
}
