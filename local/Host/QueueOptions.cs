namespace Pathway.LocalHost;

/// <summary>
/// The queue trigger's settings, with the names of host.json
/// (https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings).
/// </summary>
public sealed record QueueOptions
{
    /// <summary>Messages taken at once and run in parallel: 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The next batch is taken when no more than this many messages are running; half the batch by default.</summary>
    public int NewBatchThreshold { get => field < 0 ? BatchSize / 2 : field; init; } = -1;

    /// <summary>The failure that sends a message to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a failed message stays hidden before its next try.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause between two looks at an empty queue. The cloud's default is a minute; a laptop should feel alive.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a running message is hidden from others; renewed at its half.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Messages carry base64; false: plain text.</summary>
    public bool Base64 { get; init; } = true;
}
