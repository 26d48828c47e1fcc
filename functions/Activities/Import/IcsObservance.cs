using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// A STANDARD or DAYLIGHT of a VTIMEZONE (RFC 5545, section 3.6.5): from each of its onsets on, the clock is
/// <paramref name="To"/> ahead.
/// </summary>
internal sealed record IcsObservance(
    LocalDateTime First, Offset From, Offset To, IcsYearlyRule? Rule, IReadOnlyList<LocalDateTime> Dates)
{
    // Years of an old zone's own dates; a file of nothing else means nothing.
    private const int MostDates = 300;

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    /// <summary>From the lines between BEGIN and END; null when they say no offset.</summary>
    public static IcsObservance? Read(IReadOnlyList<IcsLine> lines)
    {
        if (Time(Value("DTSTART")) is not { } first || OffsetOf(Value("TZOFFSETTO")) is not { } to)
            return null;
        var dates = lines.Where(line => line.Name == "RDATE")
            .SelectMany(line => line.Value.Split(','))
            .Take(MostDates)
            .Select(Time)
            .OfType<LocalDateTime>();
        return new IcsObservance(
            first, OffsetOf(Value("TZOFFSETFROM")) ?? to, to, IcsYearlyRule.Read(Value("RRULE"), first), [.. dates]);

        string? Value(string name) => lines.FirstOrDefault(line => line.Name == name)?.Value;
    }

    /// <summary>When it begins in that year, on the clock of the time before.</summary>
    public IEnumerable<LocalDateTime> Onsets(int year)
    {
        if (First.Year == year)
            yield return First;
        foreach (var date in Dates.Where(date => date.Year == year))
            yield return date;
        if (Rule?.DayIn(year) is { } day
            && day.At(First.TimeOfDay) is var onset
            && onset > First
            && !(Rule.Until < onset.Date))
            yield return onset;
    }

    /// <summary>Whether it has begun for good by the year: its last onset is before.</summary>
    public LocalDateTime? LastBefore(int year)
    {
        LocalDateTime? last = First.Year < year ? First : null;
        foreach (var date in Dates.Where(date => date.Year < year))
            last = last is null || date > last ? date : last;
        if (Rule is not null
            && Rule.DayIn(Math.Min(year - 1, Rule.Until?.Year ?? year - 1)) is { } day
            && day.At(First.TimeOfDay) is var onset
            && onset > (last ?? onset.PlusDays(1)))
            last = onset;
        return last;
    }

    private static LocalDateTime? Time(string? text) =>
        Local.Parse((text ?? "").Trim().TrimEnd('Z', 'z').ToUpperInvariant()) is { Success: true, Value: var time }
            ? time
            : null;

    // +0100, and seconds for what was before time zones.
    private static Offset? OffsetOf(string? text)
    {
        var digits = (text ?? "").Trim().TrimStart('+', '-').Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is not (4 or 6)
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return null;
        var hours = int.Parse(digits.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var minutes = int.Parse(digits.AsSpan(2, 2), CultureInfo.InvariantCulture);
        var seconds = (3600 * hours) + (60 * minutes);
        return seconds > 18 * 3600
            ? null
            : Offset.FromSeconds(text!.Contains('-', StringComparison.Ordinal) ? -seconds : seconds);
    }
}
