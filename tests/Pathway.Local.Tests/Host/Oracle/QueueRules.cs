namespace Pathway.Local.Tests.Host.Oracle;

/// <summary>What both listeners are told, in host.json's words.</summary>
internal sealed record QueueRules
{
    public int BatchSize { get; init; } = 16;

    public int NewBatchThreshold { get; init; } = 8;

    public int MaxDequeueCount { get; init; } = 3;

    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>How soon an empty queue is looked at again; the least that both take is 100 ms.</summary>
    public static TimeSpan MaxPollingInterval => TimeSpan.FromMilliseconds(200);
}
