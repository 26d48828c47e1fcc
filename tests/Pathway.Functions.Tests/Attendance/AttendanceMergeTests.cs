using NodaTime;
using Pathway.Functions.Attendance;

namespace Pathway.Functions.Tests.Attendance;

public sealed class AttendanceMergeTests
{
    [Theory]
    [InlineData("0-30", 30)]
    [InlineData("0-30 20-40", 40)]
    [InlineData("20-40 0-30", 40)]
    [InlineData("0-60 10-20", 60)]
    [InlineData("0-10 20-30", 20)]
    [InlineData("0-10 10-20", 20)]
    [InlineData("", 0)]
    public void Counts_time_on_two_devices_once(string intervals, int minutes) =>
        Assert.Equal(Duration.FromMinutes(minutes), AttendanceMerge.Union(Intervals(intervals)));

    [Fact]
    public void Puts_all_reports_of_a_meeting_together_and_leaves_hosts_out()
    {
        var minutes = AttendanceMerge.Minutes(
        [
            new Presence("Ada@UTC-Leeds.example.org ", false, Intervals("0-30")),
            new Presence("ada@utc-leeds.example.org", false, Intervals("25-50")),
            new Presence("expert@nhs.example.org", true, Intervals("0-60")),
            new Presence(null, false, Intervals("0-60")),
        ]);

        var person = Assert.Single(minutes);
        Assert.Equal(("ada@utc-leeds.example.org", 50), (person.Key, person.Value));
    }

    private static IReadOnlyList<Interval> Intervals(string text)
    {
        var start = Instant.FromUtc(2026, 11, 18, 10, 0);
        return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('-').Select(int.Parse).ToArray())
            .Select(pair => new Interval(start + Duration.FromMinutes(pair[0]), start + Duration.FromMinutes(pair[1])))];
    }
}
