namespace Pathway.Testing;

/// <summary>
/// A clock whose time stands still until a test sets it, while its timers run in real time: what an app needs whose storage
/// and Graph are real servers.
/// </summary>
public sealed class SettableTime(DateTimeOffset now) : TimeProvider
{
    private long ticks = now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public void Set(DateTimeOffset to) => Interlocked.Exchange(ref ticks, to.UtcTicks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
