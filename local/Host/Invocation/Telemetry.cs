using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Discovery;

namespace Pathway.LocalHost.Invocation;

/// <summary>A span an invocation; what it says never includes bodies, query strings or headers.</summary>
internal static class Telemetry
{
    public const string SourceName = "Pathway.LocalHost";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Start(Function function, ActivityKind kind)
        => Source.StartActivity(function.Name, kind)?.SetTag("faas.name", function.Name);

    /// <summary>The category under which the cloud's host logs a function.</summary>
    public static ILogger LoggerFor(this ILoggerFactory loggers, Function function) => loggers.CreateLogger($"Function.{function.Name}");
}
