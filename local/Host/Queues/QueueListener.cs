using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Pathway.LocalHost.Queues;

/// <summary>Takes batches off one queue and lets their messages run in parallel. An outage slows it down and never ends it.</summary>
internal sealed partial class QueueListener(QueueClient queue, MessageHandling handling, FunctionHostOptions options, ILogger logger, CancellationToken abandon)
    : IDisposable
{
    private readonly SemaphoreSlim _receiving = new(1);
    private readonly HashSet<Task> _running = [];
    private readonly Lock _runningLock = new();
    private bool _created;

    public string Queue => queue.Name;

    /// <summary>Makes the queue, as the cloud's host does; when the service is down, the loop tries again.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await CreateAsync(cancellation);
        }
        catch (Exception e) when (StorageOutage.Is(e) && !cancellation.IsCancellationRequested)
        {
            Log.Unreachable(logger, e, queue.Name);
        }
    }

    /// <summary>Polls until stopped, then waits for the messages that are running.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var pause = new PollingPause(options.Queues.MaxPollingInterval);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await StartBatchAsync(stopping) > 0)
                {
                    pause.Reset();
                    await WhenNoMoreRunThanAsync(options.Queues.NewBatchThreshold);
                }
                else
                {
                    await Task.Delay(pause.Next(), options.TimeProvider, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (StorageOutage.Is(e))
            {
                Log.Unreachable(logger, e, queue.Name);
                await Task.Delay(pause.Next(), options.TimeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await WhenNoMoreRunThanAsync(0);
    }

    /// <summary>Takes one batch and waits for it, and for whatever else of this queue is running.</summary>
    /// <returns>How many messages that was.</returns>
    public async Task<int> PumpOnceAsync(CancellationToken cancellation)
    {
        var alreadyRunning = Running().Length;
        var taken = await StartBatchAsync(cancellation);
        await WhenNoMoreRunThanAsync(0).WaitAsync(cancellation);
        return alreadyRunning + taken;
    }

    public void Dispose() => _receiving.Dispose();

    private async Task<int> StartBatchAsync(CancellationToken cancellation)
    {
        // Between taking a batch and knowing that it runs, nobody may conclude that nothing runs.
        await _receiving.WaitAsync(cancellation);
        try
        {
            await CreateAsync(cancellation);
            QueueMessage[] batch = await queue.ReceiveMessagesAsync(options.Queues.BatchSize, options.Queues.LeaseDuration, cancellation);
            foreach (var message in batch)
                Start(message);
            return batch.Length;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            _created = false;
            throw;
        }
        finally
        {
            _receiving.Release();
        }
    }

    private async Task CreateAsync(CancellationToken cancellation)
    {
        if (_created)
            return;
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
        _created = true;
    }

    private void Start(QueueMessage message)
    {
        var task = Task.Run(() => handling.HandleAsync(message, abandon), CancellationToken.None);
        lock (_runningLock)
            _running.Add(task);
        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Forget(Task task)
    {
        lock (_runningLock)
            _running.Remove(task);
    }

    private Task[] Running()
    {
        lock (_runningLock)
            return [.. _running];
    }

    private async Task WhenNoMoreRunThanAsync(int threshold)
    {
        while (Running() is { } running && running.Length > threshold)
            await Task.WhenAny(running);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Queue {Queue} cannot be reached; trying again")]
        public static partial void Unreachable(ILogger logger, Exception exception, string queue);
    }
}
