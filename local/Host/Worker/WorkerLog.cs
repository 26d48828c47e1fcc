using System.Globalization;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Worker.Rpc;

namespace Pathway.LocalHost.Worker;

/// <summary>
/// Writes the worker's log lines as if they had been written here: category, level, event and function are its own.
/// </summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    // Where the worker says that a function has failed: the host is told in the invocation's answer too, and says it itself.
    private const string Failures = "Microsoft.Azure.Functions.Worker.FunctionsApplication";

    public void Write(RpcLog line, FunctionScope? function)
    {
        if (line is { Category: Failures, Level: RpcLog.Types.Level.Error } && function is not null)
            return;

        var logger = loggers.CreateLogger(line.Category.Length == 0 ? "Worker" : line.Category);
        using var scope = function is null ? null : logger.BeginScope(function);
        var number = int.TryParse(line.EventId, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id)
            ? id
            : 0;
        var failure = line.Exception is null ? null : new FunctionFailedException(line.Exception);
        logger.Log(
            (LogLevel)(int)line.Level, new EventId(number), line.Message, failure, static (message, _) => message);
    }
}
