using NodaTime;
using Pathway.Functions.Attendance;
using Pathway.Functions.Calendars.Meetings;

namespace Pathway.Unit.Tests.Attendance;

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
        Presence[] presences =
        [
            new("Ada@UTC-Leeds.example.org ", "1", false, Intervals("0-30")),
            new("ada@utc-leeds.example.org", "1", false, Intervals("25-50")),
            new("pathway@example.org", "2", true, Intervals("0-60")),
            new("Head@utc-leeds.example.org", "3", false, Intervals("0-60")),
            new(null, "3", false, Intervals("0-60")),
            new("", null, false, Intervals("0-60")),
        ];

        var minutes = AttendanceMerge.Minutes(
            presences, MeetingHosts.From("2", ["head@utc-leeds.example.org"], presences));

        var person = Assert.Single(minutes);
        Assert.Equal(("ada@utc-leeds.example.org", 50), (person.Key, person.Value));
    }

    [Fact]
    public void Knows_a_record_without_an_address_by_the_identity_of_another_one()
    {
        Presence[] presences =
        [
            new("ada@utc-leeds.example.org", "1", false, Intervals("0-30")),
            new(null, "1", false, Intervals("20-50")),
            new(null, "4", false, Intervals("0-30")),
            new(null, "4", false, Intervals("40-60")),
            new(null, null, false, Intervals("0-10")),
        ];
        var hosts = MeetingHosts.From("2", [], presences);

        Assert.Equal(50, Assert.Single(AttendanceMerge.Minutes(presences, hosts)).Value);
        Assert.Equal(2, AttendanceMerge.WithoutAddress(presences, hosts));
    }

    /// <summary>Who has two addresses is counted at each, and a record without one at the first of them.</summary>
    [Fact]
    public void Counts_who_has_no_identity_by_the_address_and_who_has_two_addresses_at_the_first()
    {
        Presence[] presences =
        [
            new("bo@utc-leeds.example.org", null, false, Intervals("0-5")),
            new("zoe@utc-leeds.example.org", "1", false, Intervals("0-10")),
            new("ada@utc-leeds.example.org", "1", false, Intervals("10-20")),
            new(null, "1", false, Intervals("30-60")),
        ];

        var minutes = AttendanceMerge.Minutes(presences, MeetingHosts.From("2", [], presences));

        Assert.Equal(
            [("ada@utc-leeds.example.org", 40), ("bo@utc-leeds.example.org", 5), ("zoe@utc-leeds.example.org", 10)],
            minutes.OrderBy(person => person.Key, StringComparer.Ordinal).Select(person => (person.Key, person.Value)));
    }

    [Fact]
    public void Reads_the_organiser_from_a_join_address()
    {
        const string Join = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context="
            + "%7b%22Tid%22%3a%2211111111-1111-1111-1111-111111111111%22%2c%22Oid%22%3a%2222222222-2222-2222-2222-222222222222%22%7d";

        Assert.Equal("22222222-2222-2222-2222-222222222222", MeetingOrganiser.Read(Join));
        Assert.Null(MeetingOrganiser.Read("https://teams.microsoft.com/meet/123?p=abc"));
    }

    private static IReadOnlyList<Interval> Intervals(string text)
    {
        var start = Instant.FromUtc(2026, 11, 18, 10, 0);
        return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('-').Select(int.Parse).ToArray())
            .Select(pair => new Interval(start + Duration.FromMinutes(pair[0]), start + Duration.FromMinutes(pair[1])))];
    }
}
