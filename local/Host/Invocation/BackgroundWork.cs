namespace Pathway.LocalHost.Invocation;

/// <summary>What runs beside the requests. It is told to stop first, and cancelled when it has not stopped in time.</summary>
internal sealed class BackgroundWork(TimeSpan patience) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly HashSet<Task> _running = [];
    private readonly Lock _lock = new();

    /// <summary>Cancelled when patience is over: what a running function sees.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <param name="work">Gets a token that is cancelled when no new work may begin; logs its own failure.</param>
    public void Start(Func<CancellationToken, Task> work)
    {
        // Work that outlives its starter does not belong to the starter's trace.
        using var flow = ExecutionContext.SuppressFlow();
        var task = Task.Run(() => work(_stopping.Token), CancellationToken.None);
        lock (_lock)
            _running.Add(task);
        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        Task[] running;
        lock (_lock)
            running = [.. _running];

        var finished = Task.WhenAll(running).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (await EndsWithinPatienceAsync(finished))
            return;

        await _abandoned.CancelAsync();
        await EndsWithinPatienceAsync(finished);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _abandoned.Dispose();
    }

    private async Task<bool> EndsWithinPatienceAsync(Task task)
    {
        try
        {
            await task.WaitAsync(patience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Forget(Task task)
    {
        lock (_lock)
            _running.Remove(task);
    }
}
