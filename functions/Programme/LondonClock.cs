using NodaTime;
using NodaTime.Calendars;

namespace Pathway.Functions.Programme;

/// <summary>The programme's time: now from the injected provider, days and weeks as they are in Europe/London.</summary>
public sealed class LondonClock(TimeProvider time)
{
    public static DateTimeZone London { get; } = DateTimeZoneProviders.Tzdb["Europe/London"];

    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public LocalDate Today => DateOf(Now);

    public static LocalDate DateOf(Instant instant) => instant.InZone(London).Date;
}

/// <summary>An ISO 8601 week, written <c>2026-W48</c>: Monday to Sunday in Europe/London.</summary>
public readonly record struct IsoWeek(int Year, int Number)
{
    public LocalDate Monday => WeekYearRules.Iso.GetLocalDate(Year, Number, IsoDayOfWeek.Monday);

    public LocalDate Sunday => Monday.PlusDays(6);

    public IsoWeek Next => Of(Monday.PlusDays(7));

    public IsoWeek Previous => Of(Monday.PlusDays(-7));

    public static IsoWeek Of(LocalDate date) =>
        new(WeekYearRules.Iso.GetWeekYear(date), WeekYearRules.Iso.GetWeekOfWeekYear(date));

    public static bool TryParse(string? text, out IsoWeek week)
    {
        week = default;
        if (text is not { Length: 8 } || text[4] != '-' || text[5] != 'W'
            || !int.TryParse(text.AsSpan(0, 4), System.Globalization.NumberStyles.None, null, out var year)
            || !int.TryParse(text.AsSpan(6), System.Globalization.NumberStyles.None, null, out var number)
            || year < 2000 || number < 1 || number > WeekYearRules.Iso.GetWeeksInWeekYear(year))
            return false;
        week = new IsoWeek(year, number);
        return true;
    }

    public override string ToString() => $"{Year:D4}-W{Number:D2}";
}

/// <summary>A year of teaching, 1 September to 31 August, named by the calendar year it starts in.</summary>
public readonly record struct AcademicYear(int Start)
{
    public LocalDate FirstDay => new(Start, 9, 1);

    public LocalDate LastDay => new(Start + 1, 8, 31);

    public static AcademicYear Of(LocalDate date) => new(date.Month >= 9 ? date.Year : date.Year - 1);

    public override string ToString() => $"{Start:D4}";
}
