using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Invocation;
using Pathway.LocalHost.Worker;

namespace Pathway.LocalHost.Http;

/// <summary>
/// One HTTP function behind its route: key, run, answer. What goes wrong is logged here and told as an empty 500.
/// </summary>
internal sealed partial class HttpInvocation(HttpFunction function, HostKeys keys, ILogger logger)
{
    public Task RunAsync(HttpContext context)
    {
        var refusal = Refusal(context.Request);
        if (refusal == 0)
            return ExecuteAsync(context);

        context.Response.StatusCode = refusal;
        return Task.CompletedTask;
    }

    // A disabled function is not there, except for who holds the master key.
    private int Refusal(HttpRequest request)
    {
        if (function.Disabled && !keys.IsMaster(request))
            return StatusCodes.Status404NotFound;
        return keys.Allow(request, function.Level) ? 0 : StatusCodes.Status401Unauthorized;
    }

    private async Task ExecuteAsync(HttpContext context)
    {
        using var activity = Telemetry.Start(function, ActivityKind.Internal, context.Request.Headers.TraceParent);
        using var scope = logger.BeginScope(function.LogScope);
        try
        {
            await function.Call(context.RequestServices, context, context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            Log.Aborted(logger, function.Name);
        }
        catch (MalformedRequestException e) when (!context.Response.HasStarted)
        {
            Log.Malformed(logger, function.Name);
            context.Response.Clear();
            context.Response.StatusCode = e.Status;
        }
        catch (WorkerUnavailableException e)
        {
            Log.Unavailable(logger, e.Message, function.Name);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
        }
#pragma warning disable CA1031 // Whatever a function throws is its own failure and never the host's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            Log.Failed(logger, e, function.Name);
            AnswerFailure(context);
        }
    }

    private static void AnswerFailure(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            // The status is gone; cutting the connection is the only way left to say that the body is not whole.
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Function} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string function);

        [LoggerMessage(2, LogLevel.Debug, "{Function} stopped: its caller is gone")]
        public static partial void Aborted(ILogger logger, string function);

        [LoggerMessage(4, LogLevel.Debug, "{Function} was not sent a whole request")]
        public static partial void Malformed(ILogger logger, string function);

        [LoggerMessage(3, LogLevel.Warning, "{Function} did not run: {Reason}")]
        public static partial void Unavailable(ILogger logger, string reason, string function);
    }
}
