using Azure;

namespace Pathway.LocalHost;

/// <summary>What a storage call throws when the service, or the way to it, is down.</summary>
internal static class StorageOutage
{
    // The client gathers the failures of several tries in an AggregateException, and times out with a cancellation
    // that nobody asked for.
    public static bool Is(Exception exception)
        =>
            exception is RequestFailedException or IOException or AggregateException or HttpRequestException or OperationCanceledException;
}
