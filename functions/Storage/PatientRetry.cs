using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pathway.Functions.Storage;

/// <summary>
/// The client's own retries, ended when the caller's patience is: none begins after it, and none lasts longer.
/// </summary>
internal sealed class PatientRetry(int maxRetries, DelayStrategy delay) : RetryPolicy(maxRetries, delay)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // What a network takes is real time, whatever the clock of the app says.
        if (StoragePatience.Current is { } patience)
            message.SetProperty(typeof(PatientRetry), new Wait(patience, Stopwatch.GetTimestamp()));
        return base.ProcessAsync(message, pipeline);
    }

    protected override ValueTask OnSendingRequestAsync(HttpMessage message)
    {
        if (Left(message) is { } left && (message.NetworkTimeout is not { } given || given > left))
            message.NetworkTimeout = left > Least ? left : Least;
        return base.OnSendingRequestAsync(message);
    }

    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        Left(message) <= TimeSpan.Zero ? ValueTask.FromResult(false) : base.ShouldRetryAsync(message, exception);

    private static TimeSpan? Left(HttpMessage message) =>
        message.TryGetProperty(typeof(PatientRetry), out var found) && found is Wait wait
            ? wait.Patience - Stopwatch.GetElapsedTime(wait.Since)
            : null;

    private sealed record Wait(TimeSpan Patience, long Since);
}
