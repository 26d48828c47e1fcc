using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Pathway.LocalHost.Queues;

/// <summary>
/// Keeps a running message hidden: renewed at half-life, each renewal with the pop receipt of the one before.
/// </summary>
internal sealed partial class MessageLease(
    QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource settled = new();
    private Task renewal = Task.CompletedTask;
    private string popReceipt = message.PopReceipt;

    public void StartRenewing() => renewal = RenewAsync();

    /// <summary>Ends the renewals and takes the message off the queue.</summary>
    public async Task DeleteAsync(CancellationToken cancellation)
    {
        await StopRenewingAsync();
        await SettleAsync(() => queue.DeleteMessageAsync(message.MessageId, popReceipt, cancellation));
    }

    /// <summary>Ends the renewals and gives the message back, visible after a while.</summary>
    public async Task ReleaseAsync(TimeSpan visibilityTimeout, CancellationToken cancellation)
    {
        await StopRenewingAsync();
        await SettleAsync(() => HideAsync(visibilityTimeout, cancellation));
    }

    /// <summary>Ends the renewals; a message that was not settled stays hidden until its lease runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopRenewingAsync();
        settled.Dispose();
    }

    private async Task StopRenewingAsync()
    {
        await settled.CancelAsync();
        await renewal;
    }

    private async Task RenewAsync()
    {
        var pause = duration / 2;
        while (await WaitAsync(pause))
        {
            try
            {
                // Not cancelled half-way: the service may have carried it out, and its new pop receipt would be lost.
                await HideAsync(duration, CancellationToken.None);
                pause = duration / 2;
            }
            catch (RequestFailedException e) when (IsTakenOver(e))
            {
                Log.Lost(logger, queue.Name, message.MessageId);
                return;
            }
            catch (Exception e) when (StorageOutage.Is(e))
            {
                Log.NotRenewed(logger, e, queue.Name, message.MessageId);
                pause = duration / 10;
            }
        }
    }

    private async Task<bool> WaitAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, settled.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task HideAsync(TimeSpan visibilityTimeout, CancellationToken cancellation)
    {
        UpdateReceipt receipt = await queue.UpdateMessageAsync(
            message.MessageId, popReceipt, messageText: null, visibilityTimeout, cancellation);
        popReceipt = receipt.PopReceipt;
    }

    private async Task SettleAsync(Func<Task> settle)
    {
        try
        {
            await settle();
        }
        catch (RequestFailedException e) when (IsTakenOver(e))
        {
            Log.Lost(logger, queue.Name, message.MessageId);
        }
    }

    // Another receiver holds the message by now, or has finished it: theirs to settle.
    private static bool IsTakenOver(RequestFailedException e)
        => e.Status == 404 || e.ErrorCode == QueueErrorCode.PopReceiptMismatch.ToString();

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Warning, "The lease on message {MessageId} of queue {Queue} was lost; it may run again")]
        public static partial void Lost(ILogger logger, string queue, string messageId);

        [LoggerMessage(
            2, LogLevel.Warning, "The lease on message {MessageId} of queue {Queue} could not be renewed yet")]
        public static partial void NotRenewed(ILogger logger, Exception exception, string queue, string messageId);
    }
}
