using Azure;
using Azure.Identity;

namespace Pathway.Functions.Storage;

/// <summary>
/// How a storage client fails when storage does: refused, retried to the end, not reached, too slow, or without the
/// identity to ask with.
/// </summary>
public static class StorageOutage
{
    /// <param name="failure">What was thrown.</param>
    /// <param name="asked">The caller's own wish to stop, which is no outage: a client that waited too long throws
    /// the same.</param>
    public static bool Is(Exception failure, CancellationToken asked) =>
        failure is RequestFailedException or AggregateException or HttpRequestException or AuthenticationFailedException
        || (failure is OperationCanceledException && !asked.IsCancellationRequested);

    /// <summary>
    /// What storage refuses as wrong is a fault of ours. That it admits nobody, takes too long or is busy is its own.
    /// </summary>
    public static bool IsOurFault(Exception failure) =>
        failure is RequestFailedException { Status: >= 400 and < 500 and not (401 or 403 or 408 or 429) };

    /// <summary>The outage in one line, whatever was tried how often.</summary>
    public static string Words(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [.., var last] } tries =>
            $"{Words(last)} ({tries.InnerExceptions.Count} tries)",
        RequestFailedException { Status: > 0 } answer => $"it answered {answer.Status} {answer.ErrorCode}".TrimEnd(),
        OperationCanceledException => "it did not answer in time",
        _ => FirstLine((failure.InnerException ?? failure).Message),
    };

    private static string FirstLine(string text) =>
        text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;
}
