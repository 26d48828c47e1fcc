using NodaTime;
using NodaTime.Text;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Activities;

/// <summary>
/// Times as a person agrees on them: what the clock on the wall shows, in a zone. A time the clocks skip in spring is
/// refused; one they repeat in autumn means its first occurrence.
/// </summary>
public static class WallClock
{
    private static readonly LocalDateTimePattern[] Local =
    [
        LocalDateTimePattern.GeneralIso,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.ExtendedIso,
    ];

    // As people write it, and as calendars do.
    private static readonly LocalDatePattern[] Day =
    [
        LocalDatePattern.Iso,
        LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd"),
    ];

    /// <summary>Nothing of the programme was before; what says so is a slip of the pen.</summary>
    private static readonly LocalDate Earliest = new(2000, 1, 1);

    private const int YearsAhead = 10;

    /// <summary>Why a date is not taken that <see cref="IsPlausible"/> says no to.</summary>
    public static readonly string NotPlausible = $"is not a date from {Earliest.Year} until {YearsAhead} years ahead.";

    /// <summary>
    /// Whether anything can be planned for that day. Calendars and links reckon years on from it, which far ahead
    /// there are none of.
    /// </summary>
    public static bool IsPlausible(LocalDate date, LocalDate today) =>
        date >= Earliest && date <= today.PlusYears(YearsAhead);

    /// <summary>
    /// Reads <c>2026-12-02T10:00:00</c>, on the clock of <paramref name="zone"/>, or RFC 3339 with an offset, which
    /// is converted.
    /// </summary>
    /// <returns>The time in whole seconds, or null and the reason in words.</returns>
    public static LocalDateTime? Read(string? text, DateTimeZone zone, LocalDate today, out string reason)
    {
        foreach (var pattern in Local)
        {
            if (pattern.Parse(text ?? "") is { Success: true, Value: var local })
                return IsInReach(local.Date, today, out reason) && OnTheClock(Seconds(local), zone, out reason)
                    ? Seconds(local)
                    : null;
        }

        if (Rfc3339.Parse(text) is not { } moment)
        {
            reason = Unreadable(text);
            return null;
        }

        // Before it is converted: at the end of all years there may be no such time in the zone.
        var exact = Instant.FromDateTimeOffset(moment);
        if (!IsInReach(exact.InUtc().Date, today, out reason))
            return null;
        var there = exact.InZone(zone).LocalDateTime;
        if (At(there, zone) == exact)
            return Seconds(there);
        reason = "falls into the hour that the clocks go through twice, the second time; choose a time outside it.";
        return null;
    }

    /// <summary>RFC 3339 with the zone's offset: reading it back gives the same time.</summary>
    public static string Write(LocalDateTime time, DateTimeZone? zone) => zone is null
        ? LocalDateTimePattern.GeneralIso.Format(time)
        : OffsetDateTimePattern.Rfc3339.Format(time.InZone(zone, First).ToOffsetDateTime());

    /// <summary>
    /// The instant; a repeated time's first occurrence, and for a skipped one, that rules may have made since, the
    /// moment of the change.
    /// </summary>
    public static Instant At(LocalDateTime time, DateTimeZone? zone) =>
        time.InZone(zone ?? DateTimeZone.Utc, First).ToInstant();

    private static NodaTime.TimeZones.ZoneLocalMappingResolver First { get; } =
        NodaTime.TimeZones.Resolvers.CreateMappingResolver(
            NodaTime.TimeZones.Resolvers.ReturnEarlier, NodaTime.TimeZones.Resolvers.ReturnStartOfIntervalAfter);

    private static string Unreadable(string? text)
    {
        const string Form = "2026-12-02T10:00:00 on the zone's clock, or with an offset";
        if (string.IsNullOrWhiteSpace(text))
            return $"is required, as RFC 3339: {Form}.";
        return Array.Exists(Day, pattern => pattern.Parse(text).Success)
            ? $"is a day without a time of day: write {Form}."
            : $"is not a time as RFC 3339 writes it, year first: {Form}.";
    }

    private static bool IsInReach(LocalDate date, LocalDate today, out string reason)
    {
        reason = NotPlausible;
        return IsPlausible(date, today);
    }

    private static bool OnTheClock(LocalDateTime time, DateTimeZone zone, out string reason)
    {
        reason = "is a time that the clocks skip on that day.";
        return zone.MapLocal(time).Count > 0;
    }

    private static LocalDateTime Seconds(LocalDateTime time) =>
        time.Date + new LocalTime(time.Hour, time.Minute, time.Second);
}
