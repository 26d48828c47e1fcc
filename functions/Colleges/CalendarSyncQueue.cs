using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Colleges;

/// <summary>
/// Asks for invitations to be brought in step. Whoever asks has marked the thing as dirty first: a message that could not be
/// sent is made good by the sweep.
/// </summary>
public sealed partial class CalendarSyncQueue(PathwayStorage storage, ILogger<CalendarSyncQueue> logger)
{
    public Task SendAsync(ActivityId activity, TimeSpan delay, CancellationToken cancellationToken) =>
        SendRequestAsync(new CalendarSyncRequest(Activity: activity.ToString()), delay, cancellationToken);

    public Task SendAsync(CollegeId college, CancellationToken cancellationToken) =>
        SendRequestAsync(new CalendarSyncRequest(College: college.ToString()), TimeSpan.Zero, cancellationToken);

    public Task SendOrLeaveToSweepAsync(ActivityId activity, CancellationToken cancellationToken) =>
        TryAsync(() => SendAsync(activity, TimeSpan.Zero, cancellationToken), cancellationToken);

    public Task SendOrLeaveToSweepAsync(CollegeId college, CancellationToken cancellationToken) =>
        TryAsync(() => SendAsync(college, cancellationToken), cancellationToken);

    private async Task TryAsync(Func<Task> send, CancellationToken cancellationToken)
    {
        try
        {
            await send();
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            Log.LeftToSweep(logger, outage);
        }
    }

    private async Task SendRequestAsync(
        CalendarSyncRequest request, TimeSpan delay, CancellationToken cancellationToken)
    {
        var queue = storage.Queue(names => names.CalendarSync);
        using var span = MessageTrace.StartSend(queue.Name);
        var message = MessageTrace.Append(JsonSerializer.Serialize(request, PathwayJson.Plain));
        await queue.SendMessageAsync(message, delay, timeToLive: null, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            EventName = "CalendarSyncLeftToSweep",
            Message = "A calendar sync could not be queued; the sweep will ask again")]
        public static partial void LeftToSweep(ILogger logger, Exception outage);
    }
}
