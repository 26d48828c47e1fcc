namespace Pathway.LocalHost.Queues;

/// <summary>Doubles from 100 ms to a limit, each time a fifth more or less so that queues do not poll in step.</summary>
internal sealed class PollingPause(TimeSpan limit)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan next = Shortest;

    public void Reset() => next = Shortest;

    public TimeSpan Next()
    {
        var pause = next * (0.8 + 0.4 * Random.Shared.NextDouble());
        next = next * 2 < limit ? next * 2 : limit;
        return pause < limit ? pause : limit;
    }
}
