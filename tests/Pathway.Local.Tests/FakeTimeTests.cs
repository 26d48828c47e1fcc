using Pathway.Testing;

namespace Pathway.Local.Tests;

public sealed class FakeTimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTime _clock = new(Noon);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ends_a_delay_when_its_time_has_come_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock, Cancellation);

        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation);
    }

    [Fact]
    public void Fires_timers_in_the_order_they_fall_due_each_at_its_own_time()
    {
        var fired = new List<string>();
        void Say(object? name) => fired.Add($"{name} {_clock.GetUtcNow():mm:ss}");
        using var late = _clock.CreateTimer(Say, "late", TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);
        using var often = _clock.CreateTimer(Say, "often", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        using var never = _clock.CreateTimer(Say, "never", TimeSpan.FromSeconds(15), Timeout.InfiniteTimeSpan);
        never.Dispose();

        _clock.SetUtcNow(Noon.AddSeconds(35));

        Assert.Equal(["often 00:10", "often 00:20", "late 00:30", "often 00:30"], fired);
        Assert.Equal(Noon.AddSeconds(35), _clock.GetUtcNow());
    }

    [Fact]
    public async Task Fires_a_timer_of_zero_without_being_moved()
    {
        var fired = new TaskCompletionSource();

        await using var timer = _clock.CreateTimer(_ => fired.SetResult(), state: null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation);
    }

    [Fact]
    public async Task Tells_when_something_waits_for_a_time()
    {
        var awaited = _clock.WhenAwaited(Noon.AddMinutes(1));
        Assert.False(awaited.IsCompleted);

        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock, Cancellation);

        await awaited.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation);
        Assert.True(_clock.WhenAwaited(Noon.AddMinutes(1)).IsCompletedSuccessfully);
        Assert.False(delay.IsCompleted);
    }

    [Fact]
    public async Task Cancels_what_was_given_a_time_limit_on_it()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);

        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True(limit.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromDays(1), _clock, limit.Token));
    }

    [Fact]
    public void Does_not_go_back()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.SetUtcNow(Noon.AddTicks(-1)));
        Assert.Equal(TimeSpan.FromHours(1), _clock.GetElapsedTime(_clock.GetTimestamp(), _clock.GetTimestamp() + TimeSpan.TicksPerHour));
    }
}
