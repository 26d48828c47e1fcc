namespace Pathway.LocalHost.Invocation;

/// <summary>The tasks that have been started and have not ended.</summary>
internal sealed class RunningTasks
{
    private readonly HashSet<Task> tasks = [];
    private readonly Lock gate = new();

    public int Count
    {
        get
        {
            lock (gate)
                return tasks.Count;
        }
    }

    public void Add(Task task)
    {
        lock (gate)
            tasks.Add(task);
        _ = task.ContinueWith(
            Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Done when no more than this many run; how they ended does not matter.</summary>
    public async Task WhenAtMostAsync(int count)
    {
        while (Snapshot() is { } running && running.Length > count)
            await Task.WhenAny(running);
    }

    private Task[] Snapshot()
    {
        lock (gate)
            return [.. tasks.Where(task => !task.IsCompleted)];
    }

    private void Remove(Task task)
    {
        lock (gate)
            tasks.Remove(task);
    }
}
