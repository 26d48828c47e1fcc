using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace Pathway.LocalHost.Timers;

/// <summary>
/// The arithmetic of a timer: what is due when. Times are UTC. The rules are those of the cloud's schedule monitor
/// (https://github.com/Azure/azure-webjobs-sdk-extensions, ScheduleMonitor and TimerListener).
/// </summary>
internal static class TimerSchedule
{
    /// <summary>Where a timer stands when the host starts, given what was stored by the host before it.</summary>
    public static ScheduleStatus Resume(CrontabSchedule schedule, ScheduleStatus? stored, DateTime now)
    {
        if (stored is null)
            return new ScheduleStatus { Next = Next(schedule, now), LastUpdated = now };

        var counted = stored.Last != default ? stored.Last : stored.LastUpdated != default ? stored.LastUpdated : now;
        var expected = Next(schedule, counted);
        if (stored.Next == expected)
            return stored;

        // The schedule was changed meanwhile: an occurrence that the old one never had cannot have been missed.
        return expected < now
            ? new ScheduleStatus { Next = Next(schedule, now), LastUpdated = now }
            : new ScheduleStatus { Next = expected, LastUpdated = counted };
    }

    public static bool IsPastDue(ScheduleStatus status, DateTime now) => now > status.Next;

    /// <summary>
    /// After a run. One that its clock let start early counts as on time, or its occurrence would come twice.
    /// </summary>
    public static ScheduleStatus After(
        CrontabSchedule schedule, ScheduleStatus before, DateTime started, bool onSchedule)
    {
        var counted = onSchedule && before.Next > started ? before.Next : started;
        return new ScheduleStatus { Last = counted, Next = Next(schedule, counted), LastUpdated = counted };
    }

    private static DateTime Next(CrontabSchedule schedule, DateTime after)
        => DateTime.SpecifyKind(schedule.GetNextOccurrence(after), DateTimeKind.Utc);
}
