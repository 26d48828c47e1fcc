using NodaTime;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Tests.Programme;

public sealed class LondonClockTests
{
    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29")]
    [InlineData("2026-07-01T22:59:59Z", "2026-07-01")]
    [InlineData("2026-07-01T23:00:00Z", "2026-07-02")]
    [InlineData("2026-12-01T23:59:59Z", "2026-12-01")]
    public void Takes_the_day_from_Londons_wall_clock(string instant, string day) =>
        Assert.Equal(
            day, $"{LondonClock.DateOf(Instant.FromDateTimeOffset(DateTimeOffset.Parse(instant))):yyyy-MM-dd}");

    /// <summary>The edges of ISO 8601: 2026 has 53 weeks, and 1 January 2027 is in its last.</summary>
    [Theory]
    [InlineData(2026, 1, 1, "2026-W01")]
    [InlineData(2027, 1, 1, "2026-W53")]
    [InlineData(2027, 1, 4, "2027-W01")]
    [InlineData(2024, 12, 30, "2025-W01")]
    public void Knows_the_week_of_a_day(int year, int month, int day, string week)
    {
        Assert.Equal(week, IsoWeek.Containing(new LocalDate(year, month, day)).ToString());
        Assert.True(IsoWeek.TryParse(week, out var parsed));
        Assert.Equal(IsoDayOfWeek.Monday, parsed.Monday.DayOfWeek);
        Assert.Equal(parsed, parsed.Next.Previous);
    }

    [Theory]
    [InlineData("2026-W00")]
    [InlineData("2025-W53")]
    [InlineData("2026W10")]
    [InlineData("2026-W1")]
    [InlineData(null)]
    public void Refuses_what_is_no_week(string? text) => Assert.False(IsoWeek.TryParse(text, out _));

    [Theory]
    [InlineData(2026, 8, 31, "2025")]
    [InlineData(2026, 9, 1, "2026")]
    public void Starts_an_academic_year_in_September(int year, int month, int day, string academicYear)
    {
        var of = AcademicYear.Containing(new LocalDate(year, month, day));

        Assert.Equal(academicYear, of.ToString());
        Assert.True(of.FirstDay <= new LocalDate(year, month, day) && new LocalDate(year, month, day) <= of.LastDay);
    }
}
