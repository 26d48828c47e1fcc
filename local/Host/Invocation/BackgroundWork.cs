using Microsoft.Extensions.Logging;

namespace Pathway.LocalHost.Invocation;

/// <summary>What runs beside the requests. At a stop it is asked to end, and cancelled when it has not ended in time.</summary>
internal sealed partial class BackgroundWork(TimeSpan patience, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoned = new();
    private readonly RunningTasks running = new();

    /// <summary>Cancelled when patience is over: what a running function sees.</summary>
    public CancellationToken Abandoned => abandoned.Token;

    /// <param name="work">Gets a token that is cancelled when nothing new may begin.</param>
    public void Start(Func<CancellationToken, Task> work)
    {
        // Work that outlives its starter does not belong to the starter's trace.
        using var flow = ExecutionContext.SuppressFlow();
        running.Add(Task.Run(() => ObserveAsync(work), CancellationToken.None));
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        if (await EndsInTimeAsync())
            return;

        Log.Abandoned(logger, running.Count);
        await abandoned.CancelAsync();
        await EndsInTimeAsync();
    }

    public void Dispose()
    {
        stopping.Dispose();
        abandoned.Dispose();
    }

    private async Task ObserveAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(stopping.Token);
        }
#pragma warning disable CA1031 // The last place where a fault of the host itself can be told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Ended(logger, e);
        }
    }

    private async Task<bool> EndsInTimeAsync()
    {
        try
        {
            // Real time even under a test's clock, or a stop could take for ever.
            await running.WhenAtMostAsync(0).WaitAsync(patience, TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "A part of the local host has ended unexpectedly")]
        public static partial void Ended(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "{Count} triggers are still running; they are cancelled")]
        public static partial void Abandoned(ILogger logger, int count);
    }
}
