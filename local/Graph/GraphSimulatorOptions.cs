namespace Pathway.GraphSimulator;

/// <summary>How a simulator starts.</summary>
public sealed record GraphSimulatorOptions
{
    /// <summary>The port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the state is kept over restarts; null keeps it in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>The clock of everything: stamps, expiry, delays.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
