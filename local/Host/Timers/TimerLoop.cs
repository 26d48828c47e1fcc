using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Invocation;

namespace Pathway.LocalHost.Timers;

/// <summary>
/// Keeps one timer, run after run, so that its runs never overlap. The next occurrence counts from the start of the last
/// run: one that fell due during a long run follows at once. Occurrences missed while the host was down are made good
/// by one run.
/// </summary>
internal sealed partial class TimerLoop(
    TimerFunction function,
    TimerStatusBlob? blob,
    FunctionRunner runner,
    TimeProvider time,
    ILogger logger,
    CancellationToken abandoned)
{
    // A delay cannot be longer than 49 days, and a laptop that slept should notice within a day.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource armed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once the timer waits for its first occurrence, or knows that it must run or cannot begin yet.</summary>
    public Task Armed => armed.Task;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var status = await ResumeAsync(stopping);
            if (TimerSchedule.IsPastDue(status, Now))
                status = await RunOnceAsync(status, isPastDue: true, onSchedule: false);
            else if (function.Trigger.RunOnStartup)
                status = await RunOnceAsync(status, isPastDue: false, onSchedule: false);

            while (true)
            {
                await WaitUntilAsync(status.Next, stopping);
                status = await RunOnceAsync(status, isPastDue: false, onSchedule: true);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host is stopping, and no run was under way.
        }
        finally
        {
            armed.TrySetResult();
        }
    }

    private async Task<ScheduleStatus> ResumeAsync(CancellationToken stopping)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var stored = blob is null ? null : await blob.ReadAsync(stopping);
                var status = TimerSchedule.Resume(function.Schedule, stored, Now);
                // Written before anything has run, so that even a first occurrence that is missed is known to be.
                if (blob is not null && !ReferenceEquals(status, stored))
                    await blob.WriteAsync(status, stopping);
                return status;
            }
            catch (Exception e) when (StorageOutage.Is(e) && !stopping.IsCancellationRequested)
            {
                if (attempt == 0)
                    Log.NotResumed(logger, e, function.Name);
                await DelayAsync(OutagePause, stopping);
            }
        }
    }

    private async Task WaitUntilAsync(DateTime due, CancellationToken stopping)
    {
        for (var left = due - Now; left > TimeSpan.Zero; left = due - Now)
            await DelayAsync(left > LongestWait ? LongestWait : left < ShortestWait ? ShortestWait : left, stopping);
        stopping.ThrowIfCancellationRequested();
    }

    private Task DelayAsync(TimeSpan pause, CancellationToken stopping)
    {
        var delay = Task.Delay(pause, time, stopping);
        armed.TrySetResult();
        return delay;
    }

    private async Task<ScheduleStatus> RunOnceAsync(ScheduleStatus status, bool isPastDue, bool onSchedule)
    {
        armed.TrySetResult();
        var started = Now;
        try
        {
            await runner.RunAsync(
                function,
                new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = blob is null ? null : status },
                abandoned);
        }
#pragma warning disable CA1031 // A failed run, which the runner has logged, waits for the next occurrence.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        var after = TimerSchedule.After(function.Schedule, status, started, onSchedule);
        await StoreAsync(after);
        return after;
    }

    private async Task StoreAsync(ScheduleStatus status)
    {
        try
        {
            if (blob is not null)
                await blob.WriteAsync(status, CancellationToken.None);
        }
        catch (Exception e) when (StorageOutage.Is(e))
        {
            Log.NotStored(logger, e, function.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Function} cannot read when it last ran; trying until it can")]
        public static partial void NotResumed(ILogger logger, Exception exception, string function);

        [LoggerMessage(2, LogLevel.Warning, "{Function} could not store that it ran; a restart may run it again")]
        public static partial void NotStored(ILogger logger, Exception exception, string function);
    }
}
