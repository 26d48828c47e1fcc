using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pathway.LocalHost.Invocation;

/// <summary>
/// Runs a timer or queue function in its own service scope, span and log scope. A failure is logged here, once, and
/// thrown on.
/// </summary>
internal sealed partial class FunctionRunner(IServiceScopeFactory scopes, ILoggerFactory loggers, TimeProvider time)
{
    public async Task RunAsync<TSource>(
        BackgroundFunction<TSource> function, TSource source, CancellationToken cancellation)
    {
        using var activity = Telemetry.Start(function, function.ActivityKind);
        var logger = loggers.LoggerFor(function);
        using var logScope = logger.BeginScope(function.LogScope);
        var started = time.GetTimestamp();
        try
        {
            await using var services = scopes.CreateAsyncScope();
            await function.Call(services.ServiceProvider, source, cancellation);
            Log.Succeeded(logger, function.Name, time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            Log.Failed(logger, e, function.Name, time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Function} succeeded in {Milliseconds:0} ms")]
        public static partial void Succeeded(ILogger logger, string function, double milliseconds);

        [LoggerMessage(2, LogLevel.Error, "{Function} failed after {Milliseconds:0} ms")]
        public static partial void Failed(ILogger logger, Exception exception, string function, double milliseconds);
    }
}
