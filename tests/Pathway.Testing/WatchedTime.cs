using Microsoft.Extensions.Time.Testing;

namespace Pathway.Testing;

/// <summary>
/// A <see cref="FakeTimeProvider"/> that tells when something waits for a time. A test must know it: to advance the
/// clock before the code under test has begun to wait is to advance it in vain.
/// </summary>
public sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Lock gate = new();
    private readonly List<WatchedTimer> waiting = [];
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Reached)> watchers = [];

    /// <summary>Done as soon as something waits for exactly this time.</summary>
    public Task WhenAwaited(DateTimeOffset due)
    {
        lock (gate)
        {
            if (waiting.Any(timer => timer.Due == due))
                return Task.CompletedTask;

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            watchers.Add((due, reached));
            return reached.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, base.CreateTimer(callback, state, dueTime, period));
        timer.WaitFor(dueTime);
        return timer;
    }

    private sealed class WatchedTimer(WatchedTime clock, ITimer timer) : ITimer
    {
        public DateTimeOffset? Due { get; private set; }

        public void WaitFor(TimeSpan dueTime)
        {
            lock (clock.gate)
            {
                clock.waiting.Remove(this);
                if (dueTime < TimeSpan.Zero)
                    return;

                Due = clock.GetUtcNow() + dueTime;
                clock.waiting.Add(this);
                foreach (var watcher in clock.watchers.Where(watcher => watcher.Due == Due).ToList())
                {
                    clock.watchers.Remove(watcher);
                    watcher.Reached.SetResult();
                }
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            WaitFor(dueTime);
            return changed;
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.waiting.Remove(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
