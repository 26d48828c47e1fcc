using Pathway.Functions.Programme;

namespace Pathway.Functions.Tests.Programme;

public sealed class BritishDatesTests
{
    /// <summary>Health and the ledger told them in UTC, an hour beside what stood next to them in summer.</summary>
    [Theory]
    [InlineData("2026-07-01T12:00:00Z", "Wed 1 July 2026, 13:00 UK time")]
    [InlineData("2026-11-25T12:00:00Z", "Wed 25 November 2026, 12:00 UK time")]
    [InlineData("2026-12-31T23:30:00-01:00", "Fri 1 January 2027, 00:30 UK time")]
    public void A_moment_in_full_is_on_the_clock_of_London(string at, string words) =>
        Assert.Equal(words, BritishDates.InFull(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
