using System.Text;

namespace Pathway.Functions.Programme.Rules;

/// <summary>
/// Times as RFC 3339 writes them, with their offset: one without would mean another time to each reader.
/// </summary>
public static class Rfc3339
{
    /// <summary>How far ahead of the present a sender's clock may be.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private const int MaxLength = 40;

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A time from 2000 until tomorrow; null for anything else.</summary>
    public static DateTimeOffset? ParsePlausible(ReadOnlySpan<byte> text, DateTimeOffset now) =>
        Parse(text) is { } time ? Plausible(time, now) : null;

    /// <summary>The time, if it is from 2000 until tomorrow; else null.</summary>
    public static DateTimeOffset? Plausible(DateTimeOffset time, DateTimeOffset now) =>
        time >= Earliest && time <= now + Ahead ? time : null;

    public static DateTimeOffset? Parse(string? text) => text is { Length: <= MaxLength }
        ? Parse(Encoding.UTF8.GetBytes(text))
        : null;

    /// <summary>The moment, in UTC; null for what is no such time.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 20 or > MaxLength || text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't'
            || text[13] != ':' || text[16] != ':')
            return null;
        if (!Number(text, 0, 4, out var year) || !Number(text, 5, 2, out var month) || !Number(text, 8, 2, out var day)
            || !Number(text, 11, 2, out var hour) || !Number(text, 14, 2, out var minute) || !Number(text, 17, 2, out var second))
            return null;

        // A leap second is the last moment of its minute.
        second = second == 60 ? 59 : second;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23
            || minute > 59 || second > 59)
            return null;
        var (ticks, rest) = Fraction(text[19..]);
        if (rest < 0 || Offset(text[(19 + rest)..]) is not { } offset)
            return null;
        var utc = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + ticks - offset.Ticks;

        // With its offset it can lie before all years, or after them: then it is the nearest there is.
        return new DateTimeOffset(Math.Clamp(utc, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    private static (long Ticks, int Length) Fraction(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 || text[0] != '.')
            return (0, 0);
        var (ticks, unit, at) = (0L, TimeSpan.TicksPerSecond / 10, 1);
        for (; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9'; at++, unit /= 10)
            ticks += (text[at] - '0') * unit;
        return at == 1 ? (0, -1) : (ticks, at);
    }

    private static TimeSpan? Offset(ReadOnlySpan<byte> text)
    {
        if (text.Length == 1 && (text[0] | 0x20) == 'z')
            return TimeSpan.Zero;

        // PHP and others write +0000 too.
        if (text.Length is not (5 or 6)
            || text[0] is not ((byte)'+' or (byte)'-')
            || (text.Length == 6 && text[3] != ':'))
            return null;
        if (!Number(text, 1, 2, out var hours)
            || !Number(text, text.Length - 2, 2, out var minutes)
            || hours > 23
            || minutes > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '-' ? -offset : offset;
    }

    private static bool Number(ReadOnlySpan<byte> text, int at, int length, out int number)
    {
        number = 0;
        foreach (var digit in text.Slice(at, length))
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
