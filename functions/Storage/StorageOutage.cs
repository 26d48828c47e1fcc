using Azure;
using Azure.Identity;

namespace Pathway.Functions.Storage;

/// <summary>How a storage client fails when storage does: refused, retried to the end, not reached, too slow, or without the identity to ask with.</summary>
public static class StorageOutage
{
    /// <param name="failure">What was thrown.</param>
    /// <param name="asked">The caller's own wish to stop, which is no outage: a client that waited too long throws the same.</param>
    public static bool Is(Exception failure, CancellationToken asked) =>
        failure is RequestFailedException or AggregateException or HttpRequestException or AuthenticationFailedException
        || (failure is OperationCanceledException && !asked.IsCancellationRequested);
}
