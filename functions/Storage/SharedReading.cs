namespace Pathway.Functions.Storage;

/// <summary>
/// One reads, and whoever comes meanwhile waits for that reading, its failure included: waiters that took turns would
/// each wait out the outage of all before them.
/// </summary>
internal sealed class SharedReading
{
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;

    public bool IsRunning => !Volatile.Read(ref running).IsCompleted;

    /// <summary>
    /// True when it was this caller's reading; false when it was one that had begun before, which may be too old for
    /// them.
    /// </summary>
    public async Task<bool> ReadOrJoinAsync(Func<Task> read, CancellationToken cancellationToken)
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task reading;
        lock (gate)
        {
            if (running.IsCompleted)
                running = own.Task;
            reading = running;
        }

        if (reading == own.Task)
            await RunAsync(read, own, cancellationToken);
        else
            await reading.WaitAsync(cancellationToken);
        return reading == own.Task;
    }

    private static async Task RunAsync(Func<Task> read, TaskCompletionSource own, CancellationToken cancellationToken)
    {
        try
        {
            await read();
            own.SetResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The reader's own wish to stop is nobody else's: those who wait read for themselves.
            own.SetResult();
            throw;
        }
#pragma warning disable CA1031 // Everybody who waits gets the same failure.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            own.SetException(failure);
            _ = own.Task.Exception;
            throw;
        }
    }
}
