using Pathway.Functions.Activities;

namespace Pathway.Functions.Tests.Activities;

public sealed class ZoneNamesTests
{
    [Theory]
    [InlineData("Europe/London", "Europe/London")]
    [InlineData("EUROPE/LONDON", "Europe/London")]
    [InlineData("GMT Standard Time", "Europe/London")]
    [InlineData("GMT Daylight Time", "Europe/London")]
    [InlineData("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/London")]
    [InlineData("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London")]
    [InlineData("(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London")]
    [InlineData("Dublin, Edinburgh, Lisbon, London", "Europe/London")]
    [InlineData("(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna", "Europe/Berlin")]
    [InlineData("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "Europe/Berlin")]
    [InlineData("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Paris")]
    [InlineData("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles")]
    [InlineData("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Calcutta")]
    [InlineData("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney")]
    [InlineData("(UTC) Coordinated Universal Time", "Etc/UTC")]
    [InlineData("/mozilla.org/20050126_1/Europe/London", "Europe/London")]
    [InlineData("/freeassociation.sourceforge.net/Tzfile/America/Indiana/Indianapolis", "America/Indiana/Indianapolis")]
    [InlineData("\"Europe/London\"", "Europe/London")]
    public void Finds_the_zone_behind_what_programs_call_it(string name, string zone) =>
        Assert.Equal(zone, ZoneNames.Find(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars")]
    [InlineData("Customized Time Zone")]
    [InlineData("(UTC+05:00) London")]
    [InlineData("//////")]
    public void Guesses_none(string? name) => Assert.Null(ZoneNames.Find(name));
}
