using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Http;

/// <summary>Answers 503 where storage does not answer, so that the caller knows to come again and the operator reads why.</summary>
public sealed partial class StorageGuard(ILogger<StorageGuard> logger)
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    public async Task<IResult> RunAsync(Func<Task<IResult>> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer();
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken) && !IsOurFault(outage))
        {
            Log.NoAnswer(logger, outage);
            return Problem.Unavailable("Storage does not answer; try again later.", Later);
        }
    }

    // What storage refuses as wrong is wrong here, and a 500.
    private static bool IsOurFault(Exception failure) => failure is RequestFailedException { Status: >= 400 and < 500 and not (403 or 408 or 429) };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Storage does not answer; the caller got a 503.")]
        public static partial void NoAnswer(ILogger logger, Exception outage);
    }
}
