namespace Pathway.LocalHost;

/// <summary>
/// The queue trigger's settings, with the names and ranges of host.json
/// (https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings).
/// </summary>
public sealed record QueueOptions
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Messages taken at once and run in parallel: 1 to 32.</summary>
    public int BatchSize { get; init => field = Within(1, 32, value); } = 16;

    /// <summary>The next batch is taken when no more than this many messages are running; half the batch by default.</summary>
    public int NewBatchThreshold { get => field < 0 ? BatchSize / 2 : field; init => field = Within(0, 1000, value); } = -1;

    /// <summary>The failure that sends a message to the poison queue.</summary>
    public int MaxDequeueCount { get; init => field = Within(1, 1000, value); } = 5;

    /// <summary>How long a failed message stays hidden before its next try.</summary>
    public TimeSpan VisibilityTimeout { get; init => field = Within(TimeSpan.Zero, Week, value); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest pause between two looks at an empty queue. The cloud's default is a minute; a laptop should feel
    /// alive.
    /// </summary>
    public TimeSpan MaxPollingInterval
    {
        get;
        init => field = Within(TimeSpan.FromMilliseconds(100), Week, value);
    } = TimeSpan.FromSeconds(2);

    /// <summary>How long a running message is hidden from others; renewed at its half. No setting of host.json.</summary>
    public TimeSpan LeaseDuration { get; init => field = Within(TimeSpan.FromSeconds(1), Week, value); } = TimeSpan.FromMinutes(10);

    /// <summary>Messages carry base64; false: plain text.</summary>
    public bool Base64 { get; init; } = true;

    private static T Within<T>(
        T least, T most, T value, [System.Runtime.CompilerServices.CallerMemberName] string? name = null)
        where T : IComparable<T>
        => value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least} to {most}.");
}
