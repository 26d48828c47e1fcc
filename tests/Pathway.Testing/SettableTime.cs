using Microsoft.Extensions.Time.Testing;

namespace Pathway.Testing;

/// <summary>
/// A clock whose time stands still until a test sets it, while its timers run in real time: what an app needs whose storage
/// and Graph are real servers. On <see cref="FakeTimeProvider"/> alone each pause before a retry would last until a
/// test ended it.
/// </summary>
public sealed class SettableTime(DateTimeOffset now) : FakeTimeProvider(now)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
