using Microsoft.Azure.Functions.Worker;
using NCrontab;
using Pathway.LocalHost.Timers;

namespace Pathway.Local.Tests.Host;

public sealed class TimerScheduleTests
{
    private static readonly CrontabSchedule Hourly = Parse("0 0 * * * *");
    private static readonly CrontabSchedule Daily = Parse("0 0 0 * * *");
    private static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Begins_with_the_next_occurrence_when_nothing_was_stored()
    {
        var status = TimerSchedule.Resume(Hourly, stored: null, Noon.AddMinutes(35));

        Assert.Equal((default, Noon.AddHours(1), Noon.AddMinutes(35)), Parts(status));
        Assert.False(TimerSchedule.IsPastDue(status, Noon.AddMinutes(35)));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, false)]
    [InlineData(61, true)]
    [InlineData(10_000, true)]
    public void Is_past_due_once_the_stored_occurrence_is_over(int minutes, bool pastDue)
    {
        var stored = new ScheduleStatus { Last = Noon, Next = Noon.AddHours(1), LastUpdated = Noon };
        var now = Noon.AddMinutes(minutes);

        var status = TimerSchedule.Resume(Hourly, stored, now);

        Assert.Same(stored, status);
        Assert.Equal(pastDue, TimerSchedule.IsPastDue(status, now));
    }

    [Fact]
    public void Knows_a_missed_first_occurrence()
    {
        var stored = new ScheduleStatus { Next = Noon.AddHours(1), LastUpdated = Noon.AddMinutes(10) };

        Assert.True(TimerSchedule.IsPastDue(TimerSchedule.Resume(Hourly, stored, Noon.AddHours(5)), Noon.AddHours(5)));
    }

    [Fact]
    public void Misses_nothing_when_the_schedule_was_changed_meanwhile()
    {
        var stored = new ScheduleStatus { Last = Noon, Next = Noon.AddHours(1), LastUpdated = Noon };

        var overtaken = TimerSchedule.Resume(Daily, stored, Noon.AddDays(3));
        var ahead = TimerSchedule.Resume(Daily, stored, Noon.AddHours(2));

        Assert.Equal((default, Noon.Date.AddDays(4), Noon.AddDays(3)), Parts(overtaken));
        Assert.Equal((default, Noon.Date.AddDays(1), Noon), Parts(ahead));
        Assert.False(TimerSchedule.IsPastDue(overtaken, Noon.AddDays(3)));
    }

    [Fact]
    public void Counts_a_run_from_its_start()
    {
        var before = new ScheduleStatus { Last = Noon, Next = Noon.AddHours(1), LastUpdated = Noon };

        var status = TimerSchedule.After(Hourly, before, Noon.AddMinutes(61), onSchedule: true);

        Assert.Equal((Noon.AddMinutes(61), Noon.AddHours(2), Noon.AddMinutes(61)), Parts(status));
    }

    [Theory]
    [InlineData(true, 120)]
    [InlineData(false, 60)]
    public void Counts_a_run_that_began_early_as_on_time_unless_it_was_an_extra_one(bool onSchedule, int next)
    {
        var before = new ScheduleStatus { Last = Noon, Next = Noon.AddHours(1), LastUpdated = Noon };

        var status = TimerSchedule.After(Hourly, before, Noon.AddMinutes(59.9), onSchedule);

        Assert.Equal(Noon.AddMinutes(next), status.Next);
    }

    [Theory]
    [InlineData("0 0 7 * * 0", "2026-03-08T07:00:00Z")]
    [InlineData("0 */15 * * * *", "2026-03-02T12:15:00Z")]
    [InlineData("30 0 0 1 JAN,JUL *", "2026-07-01T00:00:30Z")]
    [InlineData("0 0 1 * * MON-FRI", "2026-03-03T01:00:00Z")]
    public void Reads_six_fields_with_Sunday_as_0(string schedule, string next)
    {
        var status = TimerSchedule.Resume(Parse(schedule), stored: null, Noon);

        Assert.Equal(DateTimeOffset.Parse(next, provider: null).UtcDateTime, status.Next);
        Assert.Equal(DateTimeKind.Utc, status.Next.Kind);
    }

    private static CrontabSchedule Parse(string schedule) =>
        CrontabSchedule.Parse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });

    private static (DateTime Last, DateTime Next, DateTime LastUpdated) Parts(ScheduleStatus status) =>
        (status.Last, status.Next, status.LastUpdated);
}
