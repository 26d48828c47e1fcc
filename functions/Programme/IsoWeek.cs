using NodaTime;
using NodaTime.Calendars;

namespace Pathway.Functions.Programme;

/// <summary>An ISO 8601 week, written <c>2026-W48</c>: Monday to Sunday in Europe/London.</summary>
public readonly record struct IsoWeek(int Year, int Number)
{
    public LocalDate Monday => WeekYearRules.Iso.GetLocalDate(Year, Number, IsoDayOfWeek.Monday);

    public LocalDate Sunday => Monday.PlusDays(6);

    public IsoWeek Next => Containing(Monday.PlusDays(7));

    public IsoWeek Previous => Containing(Monday.PlusDays(-7));

    public static IsoWeek Containing(LocalDate date) =>
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
