using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Queues;

/// <summary>
/// Takes batches off one queue and lets their messages run in parallel. An outage slows it down and never ends it.
/// </summary>
internal sealed class QueueListener(
    QueueClient queue,
    MessageHandling handling,
    FunctionHostOptions options,
    StorageReach reach,
    CancellationToken abandoned)
    : IDisposable
{
    private readonly SemaphoreSlim receiving = new(1);
    private readonly RunningTasks running = new();
    private bool created;

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
            reach.Lost(queue.Name, e);
        }
    }

    /// <summary>Polls until stopped, then waits for the messages that are running.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var pause = new PollingPause(options.Queues.MaxPollingInterval);
        while (!stopping.IsCancellationRequested)
        {
            if (await TryStartBatchAsync(stopping))
            {
                pause.Reset();
                await running.WhenAtMostAsync(options.Queues.NewBatchThreshold);
            }
            else
            {
                await Task.Delay(pause.Next(), options.TimeProvider, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await running.WhenAtMostAsync(0);
    }

    /// <summary>Takes one batch and waits for it, and for whatever else of this queue is running.</summary>
    /// <returns>How many messages that was.</returns>
    public async Task<int> PumpOnceAsync(CancellationToken cancellation)
    {
        var alreadyRunning = running.Count;
        var taken = await StartBatchAsync(cancellation);
        await running.WhenAtMostAsync(0).WaitAsync(cancellation);
        return alreadyRunning + taken;
    }

    public void Dispose() => receiving.Dispose();

    private async Task<bool> TryStartBatchAsync(CancellationToken stopping)
    {
        try
        {
            var any = await StartBatchAsync(stopping) > 0;
            reach.Regained(queue.Name);
            return any;
        }
        catch (Exception e) when (StorageOutage.Is(e))
        {
            if (!stopping.IsCancellationRequested)
                reach.Lost(queue.Name, e);
            return false;
        }
    }

    private async Task<int> StartBatchAsync(CancellationToken cancellation)
    {
        // Between taking a batch and knowing that it runs, nobody may conclude that nothing runs.
        await receiving.WaitAsync(cancellation);
        try
        {
            await CreateAsync(cancellation);
            QueueMessage[] batch = await queue.ReceiveMessagesAsync(
                options.Queues.BatchSize, options.Queues.LeaseDuration, cancellation);
            foreach (var message in batch)
                running.Add(Task.Run(() => handling.HandleAsync(message, abandoned), CancellationToken.None));
            return batch.Length;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Somebody deleted the queue; the next round makes it again.
            created = false;
            throw;
        }
        finally
        {
            receiving.Release();
        }
    }

    private async Task CreateAsync(CancellationToken cancellation)
    {
        if (created)
            return;
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
        created = true;
    }
}
