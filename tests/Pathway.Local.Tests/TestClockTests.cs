using Microsoft.Extensions.Time.Testing;
using Pathway.Testing;

namespace Pathway.Local.Tests;

/// <summary>What the tests' clocks have over <see cref="FakeTimeProvider"/>, and why it is not enough.</summary>
public sealed class TestClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_advance_before_the_wait_began_is_in_vain()
    {
        var clock = new FakeTimeProvider(Noon);

        clock.Advance(TimeSpan.FromMinutes(5));
        var late = Task.Delay(TimeSpan.FromMinutes(5), clock, Cancellation);

        Assert.False(late.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(5));
        await late;
    }

    [Fact]
    public async Task Tells_when_something_waits_for_a_time()
    {
        var clock = new WatchedTime(Noon);
        var awaited = clock.WhenAwaited(Noon.AddMinutes(1));
        Assert.False(awaited.IsCompleted);

        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock, Cancellation);

        await awaited.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation);
        Assert.True(clock.WhenAwaited(Noon.AddMinutes(1)).IsCompletedSuccessfully);
        Assert.False(delay.IsCompleted);
        clock.SetUtcNow(Noon.AddMinutes(1));
        await delay;
    }

    [Fact]
    public async Task Forgets_a_wait_that_was_given_up_or_moved()
    {
        var clock = new WatchedTime(Noon);
        using var given = new CancellationTokenSource();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock, given.Token);
        await using var moved = clock.CreateTimer(
            static _ => { }, state: null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        await given.CancelAsync();
        moved.Change(TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
        Assert.False(clock.WhenAwaited(Noon.AddMinutes(1)).IsCompleted);
        Assert.True(clock.WhenAwaited(Noon.AddMinutes(2)).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_pause_ends_by_itself_on_a_clock_that_stands_still()
    {
        var (still, settable) = (new FakeTimeProvider(Noon), new SettableTime(Noon));
        var never = Task.Delay(TimeSpan.FromMilliseconds(1), still, Cancellation);

        await Task.Delay(TimeSpan.FromMilliseconds(1), settable, Cancellation);

        Assert.False(never.IsCompleted);
        Assert.Equal(Noon, settable.GetUtcNow());
        still.Advance(TimeSpan.FromMilliseconds(1));
        await never;
    }
}
