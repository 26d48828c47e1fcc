namespace Pathway.Testing;

/// <summary>
/// A clock that moves only when told to. Its timers fire inside <see cref="Advance"/>, in the order they fall due, each seeing
/// its own due time as the present; so <c>Task.Delay(…, clock)</c> and every other wait through a <see cref="TimeProvider"/> works.
/// </summary>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Reached)> _watchers = [];
    private DateTimeOffset _now = start.ToUniversalTime();
    private long _created;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>Moves to a time, firing on the way what falls due.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is in the past: this clock does not go back.</exception>
    public void SetUtcNow(DateTimeOffset to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, GetUtcNow());
        FireUntil(to);
        lock (_lock)
        {
            if (to > _now)
                _now = to.ToUniversalTime();
        }
    }

    /// <summary>Done as soon as something waits for exactly this time: what a test needs to know before it advances to it.</summary>
    public Task WhenAwaited(DateTimeOffset due)
    {
        lock (_lock)
        {
            if (_timers.Any(timer => timer.Due == due))
                return Task.CompletedTask;

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((due, reached));
            return reached.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void FireUntil(DateTimeOffset limit)
    {
        while (NextDue(limit) is { } timer)
            timer.Fire();
    }

    private FakeTimer? NextDue(DateTimeOffset limit)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= limit).OrderBy(timer => timer.Due).ThenBy(timer => timer.Order).FirstOrDefault();
            if (next is null)
                return null;
            if (next.Due > _now)
                _now = next.Due;
            Schedule(next, next.Period > TimeSpan.Zero ? next.Period : Timeout.InfiniteTimeSpan);
            return next;
        }
    }

    private void Schedule(FakeTimer timer, TimeSpan dueTime)
    {
        _timers.Remove(timer);
        if (dueTime < TimeSpan.Zero)
            return;

        timer.Due = _now + dueTime;
        timer.Order = _created++;
        _timers.Add(timer);
        foreach (var watcher in _watchers.Where(watcher => watcher.Due == timer.Due).ToList())
        {
            _watchers.Remove(watcher);
            watcher.Reached.SetResult();
        }
    }

    private sealed class FakeTimer(FakeTime clock, Action callback) : ITimer
    {
        private bool _disposed;

        public DateTimeOffset Due { get; set; }

        public long Order { get; set; }

        public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_disposed)
                    return false;
                Period = period;
                clock.Schedule(this, dueTime);
            }

            // A real timer of zero fires at once, on another thread.
            if (dueTime == TimeSpan.Zero)
                ThreadPool.QueueUserWorkItem(_ => clock.FireUntil(clock.GetUtcNow()));
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
