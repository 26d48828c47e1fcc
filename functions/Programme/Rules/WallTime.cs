using System.Text;
using NodaTime;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// Times of ISO 8601 as learning platforms write them: with an offset, or without one, when they mean the clock on
/// the wall; with seconds or without; or a day alone.
/// </summary>
public static class WallTime
{
    private const int DayLength = 10;
    private const int MinuteLength = 16;

    /// <summary>A time from 2000 until tomorrow, in the zone where the text names none; null for anything else.</summary>
    public static DateTimeOffset? ParsePlausible(ReadOnlySpan<byte> text, string zone, DateTimeOffset now)
    {
        if (Rfc3339.ParsePlausible(text, now) is { } time)
            return time;
        if (text.Length is < DayLength or > 40)
            return null;
        var full = Completed(Encoding.UTF8.GetString(text).Trim());
        if (Rfc3339.ParsePlausible(Encoding.UTF8.GetBytes(full), now) is { } complete)
            return complete;

        // As if it were in UTC, and then moved: a time that the change to summer skips is as much later as the clock
        // was put forward.
        return Rfc3339.Parse(full + "Z") is { } wall && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } place
            ? Rfc3339.Plausible(
                place.AtLeniently(LocalDateTime.FromDateTime(wall.UtcDateTime)).ToDateTimeOffset().ToUniversalTime(),
                now)
            : null;
    }

    private static string Completed(string text)
    {
        if (text.Length == DayLength)
            return text + "T00:00:00";
        var (start, rest) = text.Length >= MinuteLength && (text.Length == MinuteLength || text[MinuteLength] != ':')
            ? (text[..MinuteLength] + ":00", text[MinuteLength..])
            : (text, "");
        var whole = start + rest;

        // An offset of hours alone.
        return whole.Length > 19 && whole[^3] is '+' or '-' ? whole + ":00" : whole;
    }
}
