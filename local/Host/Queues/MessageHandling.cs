using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Queues;

/// <summary>What becomes of one message: run, then deleted, given back, or moved to the poison queue.</summary>
internal sealed partial class MessageHandling(
    QueueFunction function,
    QueueClient queue,
    QueueClient? poisonQueue,
    FunctionRunner runner,
    FunctionHostOptions options,
    ILogger logger)
{
    public async Task HandleAsync(QueueMessage message, CancellationToken cancellation)
    {
        try
        {
            await RunAndSettleAsync(message, cancellation);
        }
        catch (Exception e) when (StorageOutage.Is(e))
        {
            Log.NotSettled(logger, e, queue.Name, message.MessageId);
        }
    }

    // Settling does not stop when the host does: what has been done must be marked as done. What fails on a poison queue has
    // nowhere further to go: as in the cloud it is not given back, so that its lease spaces the tries.
    private async Task RunAndSettleAsync(QueueMessage message, CancellationToken cancellation)
    {
        await using var lease = new MessageLease(
            queue, message, options.Queues.LeaseDuration, options.TimeProvider, logger);
        if (Decode(message) is not { } decoded)
        {
            Log.NotBase64(logger, queue.Name, message.MessageId);
            await PoisonAsync(message, message.Body, lease);
        }
        else if (message.DequeueCount > options.Queues.MaxDequeueCount && poisonQueue is not null)
        {
            // The process died in the message's last try. On a poison queue there is always another, as in the cloud.
            await PoisonAsync(message, Encode(decoded.Body), lease);
        }
        else if (await SucceedsAsync(decoded, lease, cancellation))
        {
            await lease.DeleteAsync(CancellationToken.None);
        }
        else if (message.DequeueCount >= options.Queues.MaxDequeueCount)
        {
            await PoisonAsync(message, Encode(decoded.Body), lease);
        }
        else if (poisonQueue is not null)
        {
            await lease.ReleaseAsync(options.Queues.VisibilityTimeout, CancellationToken.None);
        }
    }

    private async Task<bool> SucceedsAsync(QueueMessage message, MessageLease lease, CancellationToken cancellation)
    {
        lease.StartRenewing();
        try
        {
            await runner.RunAsync(function, message, cancellation);
            return true;
        }
#pragma warning disable CA1031 // Whatever a function throws is a failed try; the runner has logged it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task PoisonAsync(QueueMessage message, BinaryData body, MessageLease lease)
    {
        if (poisonQueue is null)
            return;

        Log.Poisoned(logger, message.MessageId, queue.Name, poisonQueue.Name);
        await poisonQueue.CreateIfNotExistsAsync();
        await poisonQueue.SendMessageAsync(body, visibilityTimeout: null, timeToLive: null);
        await lease.DeleteAsync(CancellationToken.None);
    }

    private QueueMessage? Decode(QueueMessage message)
    {
        if (!options.Queues.Base64)
            return message;

        try
        {
            var body = BinaryData.FromBytes(Convert.FromBase64String(message.Body.ToString()));
            return QueuesModelFactory.QueueMessage(
                message.MessageId,
                message.PopReceipt,
                body,
                message.DequeueCount,
                message.NextVisibleOn,
                message.InsertedOn,
                message.ExpiresOn);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private BinaryData Encode(BinaryData body) =>
        options.Queues.Base64 ? BinaryData.FromString(Convert.ToBase64String(body.ToMemory().Span)) : body;

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "Message {MessageId} of queue {Queue} has failed for the last time; it is moved to {PoisonQueue}")]
        public static partial void Poisoned(ILogger logger, string messageId, string queue, string poisonQueue);

        [LoggerMessage(2, LogLevel.Warning, "Message {MessageId} of queue {Queue} is not base64")]
        public static partial void NotBase64(ILogger logger, string queue, string messageId);

        [LoggerMessage(
            3,
            LogLevel.Warning,
            "Message {MessageId} of queue {Queue} could not be settled; it comes back when its lease ends")]
        public static partial void NotSettled(ILogger logger, Exception exception, string queue, string messageId);
    }
}
