namespace Pathway.LocalHost;

/// <summary>An app that runs in a process of its own, the isolated worker.</summary>
/// <param name="Assembly">Full path of the app's dll, with its runtimeconfig.json and host.json beside it.</param>
public sealed record WorkerOptions(string Assembly)
{
    /// <summary>How long it may take from the process's start until every function is loaded.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a request waits for a worker that has died to be up again before it is answered 503.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take to end when the host does.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
