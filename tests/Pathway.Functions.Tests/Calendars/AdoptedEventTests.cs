using NodaTime;
using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Calendars.Pull;

namespace Pathway.Functions.Tests.Calendars;

public sealed class AdoptedEventTests
{
    [Theory]
    [InlineData("GMT Standard Time", "Europe/London")]
    [InlineData("w. europe standard time", "Europe/Berlin")]
    [InlineData("America/New_York", "America/New_York")]
    [InlineData("tzone://Microsoft/Utc", "Etc/UTC")]
    [InlineData("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("tzone://Microsoft/Custom", "Europe/London")]
    [InlineData(null, "Europe/London")]
    public void An_event_keeps_the_zone_it_was_made_in_however_it_is_named(string? name, string zone) =>
        Assert.Equal(zone, AdoptedEvent.ZoneOf(Seen(name)).Id);

    private static SeenEvent Seen(string? zone) => new()
    {
        Id = "1",
        Subject = "A day in A&E",
        Start = new LocalDateTime(2027, 2, 10, 14, 0),
        End = new LocalDateTime(2027, 2, 10, 15, 0),
        AllDay = false,
        ShowAs = "busy",
        IsQuiet = false,
        Online = true,
        OriginalTimeZone = zone,
    };
}
