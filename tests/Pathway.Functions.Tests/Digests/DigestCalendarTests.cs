using NodaTime;
using Pathway.Functions.Digests;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Tests.Digests;

public sealed class DigestCalendarTests
{
    [Theory]
    [InlineData("2026-W12", "2026-03-23T07:00:00Z")]
    [InlineData("2026-W13", "2026-03-30T06:00:00Z")]
    [InlineData("2026-W42", "2026-10-19T06:00:00Z")]
    [InlineData("2026-W43", "2026-10-26T07:00:00Z")]
    [InlineData("2026-W53", "2027-01-04T07:00:00Z")]
    public void Is_due_at_seven_in_London_on_both_sides_of_each_clock_change(string week, string due)
    {
        Assert.True(IsoWeek.TryParse(week, out var wanted));

        Assert.Equal(At(due), DigestCalendar.DueAt(wanted));
    }

    [Theory]
    [InlineData("2026-11-23T06:59:59Z", null)]
    [InlineData("2026-11-23T07:00:00Z", "2026-W47")]
    [InlineData("2026-11-23T23:15:00Z", "2026-W47")]
    [InlineData("2026-11-24T07:00:00Z", "2026-W47")]
    [InlineData("2026-11-24T07:00:01Z", null)]
    [InlineData("2026-11-22T12:00:00Z", null)]
    [InlineData("2026-03-30T05:59:59Z", null)]
    [InlineData("2026-03-30T06:00:00Z", "2026-W13")]
    public void Catches_up_for_a_day_and_no_longer(string now, string? week) =>
        Assert.Equal(week, DigestCalendar.DueWeek(At(now))?.ToString());

    [Fact]
    public void Comes_due_exactly_once_in_each_week_of_ten_years()
    {
        var due = new List<IsoWeek>();
        for (var now = At("2026-01-01T00:07:00Z"); now < At("2036-01-01T00:00:00Z"); now += Duration.FromMinutes(15))
        {
            if (DigestCalendar.DueWeek(now) is { } week && (due.Count == 0 || due[^1] != week))
                due.Add(week);
        }

        Assert.Equal(due.Distinct().Count(), due.Count);
        Assert.All(due.Zip(due.Skip(1)), pair => Assert.Equal(pair.First.Next, pair.Second));
        Assert.Equal("2026-W01", due[0].ToString());
        Assert.Equal("2035-W52", due[^1].ToString());
    }

    [Fact]
    public void A_week_is_over_when_its_Sunday_is_over_in_London()
    {
        Assert.True(IsoWeek.TryParse("2026-W26", out var week));

        Assert.False(DigestCalendar.IsOver(week, At("2026-06-28T22:59:59Z")));
        Assert.True(DigestCalendar.IsOver(week, At("2026-06-28T23:00:00Z")));
    }

    private static Instant At(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;
}
