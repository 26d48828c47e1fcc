using Microsoft.Extensions.Logging;

namespace Pathway.LocalHost.Worker;

/// <summary>
/// Keeps a worker up: one that dies is followed by another, sooner or later according to how often it happens.
/// </summary>
internal sealed partial class WorkerWatch(
    Func<CancellationToken, Task<WorkerSession>> start, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A worker that lived this long has not died of the same cause at once again.
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    // Ctrl+C reaches the worker as well as the host: what ends with the host is not a worker that died.
    private static readonly TimeSpan HostsTurn = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource stopping = new();
    private volatile TaskCompletionSource<WorkerSession> current = NewSource();
    private Task watching = Task.CompletedTask;
    private WorkerSession? latest;

    /// <summary>Starts the first one.</summary>
    /// <exception cref="WorkerStartException">It did not come up, and is not tried again.</exception>
    public async Task<WorkerSession> StartAsync(CancellationToken cancellation)
    {
        latest = await start(cancellation);
        current.SetResult(latest);
        watching = WatchAsync(latest);
        return latest;
    }

    /// <summary>The worker that is up, or the next one as soon as it is.</summary>
    public Task<WorkerSession> UpAsync(CancellationToken cancellation) => current.Task.WaitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        current.TrySetException(new WorkerUnavailableException("the host has stopped"));
        if (latest is not null)
            await latest.DisposeAsync();
        stopping.Dispose();
    }

    private async Task WatchAsync(WorkerSession session)
    {
        var pause = FirstPause;
        try
        {
            while (true)
            {
                var started = time.GetTimestamp();
                await session.Ended.WaitAsync(stopping.Token);
                current = NewSource();
                await Task.Delay(HostsTurn, time, stopping.Token);
                if (time.GetElapsedTime(started) > Healthy)
                    pause = FirstPause;
                Log.Died(logger, pause.TotalSeconds);
                await session.DisposeAsync();

                for (WorkerSession? next = null; next is null; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
                {
                    await Task.Delay(pause, time, stopping.Token);
                    next = await TryStartAsync();
                    latest = session = next ?? session;
                }

                current.SetResult(session);
                Log.UpAgain(logger);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host ends, and ends what is up.
        }
    }

    private async Task<WorkerSession?> TryStartAsync()
    {
        try
        {
            return await start(stopping.Token);
        }
        catch (WorkerStartException e)
        {
            Log.NotStarted(logger, e.Message);
            return null;
        }
    }

    private static TaskCompletionSource<WorkerSession> NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Error, "The worker has ended. What ran in it has failed; it is started again in {Seconds:0} s")]
        public static partial void Died(ILogger logger, double seconds);

        [LoggerMessage(
            2, LogLevel.Error, "The worker could not be started again, which is tried until it can: {Reason}")]
        public static partial void NotStarted(ILogger logger, string reason);

        [LoggerMessage(3, LogLevel.Warning, "The worker is up again")]
        public static partial void UpAgain(ILogger logger);
    }
}
