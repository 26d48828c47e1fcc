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
    public Task AskAsync(ActivityId activity, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(new CalendarSyncRequest(Activity: activity.ToString()), delay, cancellationToken);

    public Task AskAsync(CollegeId college, CancellationToken cancellationToken) =>
        SendAsync(new CalendarSyncRequest(College: college.ToString()), TimeSpan.Zero, cancellationToken);

    public Task AskOrLeaveToSweepAsync(ActivityId activity, CancellationToken cancellationToken) =>
        TryAsync(() => AskAsync(activity, TimeSpan.Zero, cancellationToken), cancellationToken);

    public Task AskOrLeaveToSweepAsync(CollegeId college, CancellationToken cancellationToken) =>
        TryAsync(() => AskAsync(college, cancellationToken), cancellationToken);

    private async Task TryAsync(Func<Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask();
        }
        catch (Exception outage) when (StorageOutage.Is(outage, cancellationToken))
        {
            Log.LeftToSweep(logger, outage);
        }
    }

    private async Task SendAsync(CalendarSyncRequest request, TimeSpan delay, CancellationToken cancellationToken) =>
        await storage.Queue(names => names.CalendarSync).SendMessageAsync(JsonSerializer.Serialize(request, PathwayJson.Plain), delay, timeToLive: null, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "CalendarSyncLeftToSweep", Message = "A calendar sync could not be queued; the sweep will ask again")]
        public static partial void LeftToSweep(ILogger logger, Exception outage);
    }
}
