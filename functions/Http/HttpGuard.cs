using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Http;

/// <summary>
/// What every HTTP function runs in: its answer is safe in a browser; a body that breaks off is the sender's fault;
/// and storage that does not answer costs a caller ten seconds and is a 503 that says when to come again, a page for
/// a browser.
/// </summary>
public sealed partial class HttpGuard(IOptions<ProgrammeOptions> programme, ILogger<HttpGuard> logger)
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    public async Task<IResult> RunAsync(HttpRequest request, Func<Task<IResult>> answer)
    {
        AnswerHeaders.Protect(request.HttpContext.Response);
        StoragePatience.Begin();
        try
        {
            return await answer();
        }
        catch (CutBodyException)
        {
            return Problem.Invalid("", CutBodyException.Words);
        }
        catch (Exception outage) when (StorageOutage.Is(outage, request.HttpContext.RequestAborted) && !StorageOutage.IsOurFault(outage))
        {
            Log.NoAnswer(logger, StorageOutage.Words(outage));
            return new NoticeAnswer(
                programme.Value.Name,
                "Not available for the moment",
                "The programme's store does not answer. Nothing is lost.",
                "Try again in half a minute.",
                StatusCodes.Status503ServiceUnavailable,
                Problem.Unavailable("Storage does not answer; try again later.", Later),
                Later);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Storage does not answer; the caller got a 503: {Reason}")]
        public static partial void NoAnswer(ILogger logger, string reason);
    }
}
