using Microsoft.Extensions.Logging;

namespace Pathway.LocalHost.Queues;

/// <summary>
/// Whether the queues can be reached: one outage is one line when it begins and one when it ends, however many queues
/// meet it and however often.
/// </summary>
internal sealed partial class StorageReach(ILogger<StorageReach> logger)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> lost = new(StringComparer.Ordinal);

    public void Lost(string queue, Exception outage)
    {
        bool isFirst;
        lock (gate)
        {
            isFirst = lost.Count == 0;
            lost.Add(queue);
        }

        if (isFirst)
            Log.Unreachable(logger, queue, Reason(outage));
    }

    public void Regained(string queue)
    {
        bool isLast;
        lock (gate)
            isLast = lost.Remove(queue) && lost.Count == 0;
        if (isLast)
            Log.ReachableAgain(logger);
    }

    // The last of several tries; the first line of a message that goes on with headers.
    private static string Reason(Exception outage)
    {
        var last = outage is AggregateException { InnerExceptions: [.., var inner] } ? inner : outage;
        return last.Message.Split('\n')[0].TrimEnd();
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "Queue {Queue} cannot be reached, nor perhaps others; trying until they can: {Reason}")]
        public static partial void Unreachable(ILogger logger, string queue, string reason);

        [LoggerMessage(2, LogLevel.Information, "Every queue can be reached again")]
        public static partial void ReachableAgain(ILogger logger);
    }
}
