using Azure;

namespace Pathway.Functions.Storage;

/// <summary>How a storage client fails when storage does: refused, retried to the end, or not reached.</summary>
public static class StorageOutage
{
    public static bool Is(Exception failure) => failure is RequestFailedException or AggregateException or HttpRequestException;
}
