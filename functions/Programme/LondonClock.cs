using NodaTime;

namespace Pathway.Functions.Programme;

/// <summary>
/// The programme's time: now from the injected provider, days and weeks as they are in Europe/London.
/// </summary>
public sealed class LondonClock(TimeProvider time)
{
    public static DateTimeZone London { get; } = DateTimeZoneProviders.Tzdb["Europe/London"];

    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public LocalDate Today => DateOf(Now);

    public static LocalDate DateOf(Instant instant) => instant.InZone(London).Date;

    public static LocalDate DateOf(DateTimeOffset moment) => DateOf(Instant.FromDateTimeOffset(moment));
}
