using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Discovery;

namespace Pathway.LocalHost.Invocation;

/// <summary>A span an invocation; what it says never includes bodies, query strings or headers.</summary>
internal static class Telemetry
{
    public const string SourceName = "Pathway.LocalHost";

    private static readonly ActivitySource Source = new(SourceName);

    /// <param name="function">What runs.</param>
    /// <param name="kind">How it came about.</param>
    /// <param name="callersTrace">The caller's <c>traceparent</c>, for when nobody has made a span of the request.</param>
    public static Activity? Start(Function function, ActivityKind kind, string? callersTrace = null)
    {
        var parent = Activity.Current is null
            && ActivityContext.TryParse(callersTrace, traceState: null, isRemote: true, out var caller)
            ? caller
            : default;
        return Source.StartActivity(function.Name, kind, parent)?.SetTag("faas.name", function.Name);
    }

    /// <summary>The category under which the cloud's host logs a function.</summary>
    public static ILogger LoggerFor(this ILoggerFactory loggers, Function function) =>
        loggers.CreateLogger($"Function.{function.Name}");
}
