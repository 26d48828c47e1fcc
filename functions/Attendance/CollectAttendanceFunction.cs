using Microsoft.Azure.Functions.Worker;

namespace Pathway.Functions.Attendance;

/// <summary>Teams attendance reports become facts.</summary>
public sealed class CollectAttendanceFunction(AttendanceCollection collection)
{
    public const string Schedule = "0 7/30 * * * *";

    [Function(nameof(CollectAttendance))]
    public Task CollectAttendance([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken) =>
        collection.CollectAsync(cancellationToken);
}
