using NodaTime;
using Pathway.Functions.Programme;
using Pathway.Functions.Tests.Pages;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Programme;

public sealed class BritishDatesTests
{
    private static readonly BritishDates Dates = new(new LocalDate(2026, 11, 25));

    /// <summary>Health and the ledger told them in UTC, an hour beside what stood next to them in summer.</summary>
    [Theory]
    [InlineData("2026-07-01T12:00:00Z", "Wed 1 July 2026, 13:00 UK time")]
    [InlineData("2026-11-25T12:00:00Z", "Wed 25 November 2026, 12:00 UK time")]
    [InlineData("2026-12-31T23:30:00-01:00", "Fri 1 January 2027, 00:30 UK time")]
    public void A_moment_in_full_is_on_the_clock_of_London(string at, string words) =>
        Assert.Equal(words, BritishDates.InFull(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-12-09T00:00:00", "2026-12-10T00:00:00", "Wed 9 December, all day")]
    [InlineData("2026-12-09T00:00:00", "2026-12-09T23:59:00", "Wed 9 December, all day")]
    [InlineData("2026-12-09T00:00:00", "2026-12-12T00:00:00", "Wed 9 December to Fri 11 December, all day")]
    [InlineData("2026-12-09T00:00:00", "2026-12-09T01:00:00", "Wed 9 December, 00:00 to 01:00")]
    [InlineData("2026-12-09T14:00:00", "2026-12-10T00:00:00", "Wed 9 December, 14:00 to Thu 10 December, 00:00")]
    public void Whole_days_have_no_hours(string start, string end, string words) =>
        Assert.Equal(
            words,
            Dates.Span(
                NodaTime.Text.LocalDateTimePattern.GeneralIso.Parse(start).Value,
                NodaTime.Text.LocalDateTimePattern.GeneralIso.Parse(end).Value));

    /// <summary>The month said <c>00:00 Whole day</c>.</summary>
    [Fact]
    public async Task A_whole_day_stands_in_month_and_list_without_an_hour()
    {
        await using var app = await AppUnderTest.StartAsync();
        await Plans.PutAsync(app, "fair", new { title = "Careers fair", start = "2026-12-09T00:00:00", end = "2026-12-10T00:00:00" });

        var (_, month) = await PageClient.OpenAsync(app.Manager, "/activities/month?month=2026-12");
        var (_, list) = await PageClient.OpenAsync(app.Manager, "/activities");

        Assert.Contains("<a href=\"/activities/fair\">Careers fair</a>", month, StringComparison.Ordinal);
        Assert.Contains("Wed 9 December, all day", list, StringComparison.Ordinal);
    }
}
