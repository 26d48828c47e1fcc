using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Pathway.Functions.Activities.Import;

/// <summary>
/// A date, a time of day or both as people type them into a spreadsheet and as it shows them: <c>10/02/2027 14:00</c>,
/// <c>2027-02-10 9:00</c>, <c>Wed 10 Feb 2027, 2:00 PM</c>, <c>10.2.27 14.00</c>.
/// </summary>
internal sealed partial record PlanTime(LocalDate? Date, LocalTime? Time)
{
    public const string Unreadable =
        "is not a date and a time, such as 10/02/2027 14:00 or 2026-12-02T10:00:00: in Excel give the cell the format dd/mm/yyyy hh:mm.";

    public const string Number = "is a number and no date: in Excel give the cell the format dd/mm/yyyy hh:mm.";

    public const string OtherWeekday = "names another day of the week than that date has.";

    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    /// <summary>The two numbers before the year of a date in which either may be the day; null for any other text.</summary>
    public static (int First, int Second)? Numbers(string text) =>
        SplitTime(text).Date is var date
            && Numeric().Match(date) is { Success: true } match
            && IsOneDate(match)
            && match.Groups["a"].Length < 3
            ? (Int(match.Groups["a"]), Int(match.Groups["b"]))
            : null;

    /// <summary>Null and the reason when it cannot be read.</summary>
    public static PlanTime? Read(string text, bool dayFirst, out string reason)
    {
        reason = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 1000
            && text.Length != 8
            ? Number
            : Unreadable;
        var (date, time) = SplitTime(text);
        var clock = time is null ? null : ReadTime(time);
        if (time is not null && clock is null)
            return null;
        if (date.Length == 0)
            return clock is null ? null : new PlanTime(null, clock);
        var weekday = Weekday().Match(date);
        if (ReadDate(weekday.Success ? date[weekday.Length..] : date, dayFirst) is not { } day)
            return null;
        reason = OtherWeekday;
        return weekday.Success
            && !day.DayOfWeek.ToString().StartsWith(weekday.Groups["w"].Value[..3], StringComparison.OrdinalIgnoreCase)
            ? null
            : new PlanTime(day, clock);
    }

    private static (string Date, string? Time) SplitTime(string text)
    {
        // Excel's own narrow spaces before PM are spaces; an apostrophe is how one types text into it.
        var plain = Spaces().Replace(text, " ").Trim().TrimStart('\'');
        return Clock().Match(plain) is { Success: true } match
            && (plain[match.Index] is not ('T' or 't') || IsAfterDigit(plain, match.Index))
            ? (plain[..match.Index].TrimEnd(' ', ','), match.Groups["time"].Value)
            : (plain.TrimEnd(','), null);
    }

    /// <summary>The T between a date and its time, and no month's last letter.</summary>
    private static bool IsAfterDigit(string text, int at) => at > 0 && char.IsAsciiDigit(text[at - 1]);

    private static LocalTime? ReadTime(string text)
    {
        var match = TimeOfDay().Match(text);
        var (hour, half) = (Int(match.Groups["h"]), match.Groups["half"].Value);
        var (minute, second) = (Int(match.Groups["m"]), Int(match.Groups["s"]));
        if (!match.Success || hour > 23 || minute > 59 || second > 59)
            return null;
        if (half.Length == 0)
            return new LocalTime(hour, minute, second);
        var isAfternoon = half[0] is 'p' or 'P';
        if (hour > 12 ? !isAfternoon : hour == 0 && isAfternoon)
            return null;
        return new LocalTime(hour > 12 ? hour : (hour % 12) + (isAfternoon ? 12 : 0), minute, second);
    }

    private static LocalDate? ReadDate(string text, bool dayFirst)
    {
        if (Compact().Match(text) is { Success: true } compact)
            return DateOf(Int(compact.Groups["y"]), Int(compact.Groups["m"]), Int(compact.Groups["d"]));
        if (Numeric().Match(text) is { Success: true } numeric)
        {
            var (a, b, c) = (Int(numeric.Groups["a"]), Int(numeric.Groups["b"]), Int(numeric.Groups["c"]));
            if (!IsOneDate(numeric))
                return null;
            return numeric.Groups["a"].Length == 4 ? DateOf(a, b, c) : dayFirst ? DateOf(
                Year(numeric.Groups["c"]), b, a) : DateOf(Year(numeric.Groups["c"]), a, b);
        }

        var named = DayMonth().Match(text) is { Success: true } day ? day : MonthDay().Match(text);
        if (!named.Success)
            return null;
        var abbreviation = named.Groups["m"].Value is "Sept" or "sept" ? "Sep" : named.Groups["m"].Value;
        var month = Array.FindIndex(Months, name => name.StartsWith(abbreviation, StringComparison.OrdinalIgnoreCase));
        return DateOf(Year(named.Groups["y"]), month + 1, Int(named.Groups["d"]));
    }

    // The same mark twice, and a year at one end only.
    private static bool IsOneDate(Match match) =>
        match.Groups["s"].Value == match.Groups["t"].Value
        && (match.Groups["a"].Length, match.Groups["c"].Length) is (4, 1 or 2) or (1 or 2, 2 or 4);

    private static LocalDate? DateOf(int year, int month, int day) =>
        year is >= 1 and <= 9998
            && month is >= 1 and <= 12
            && day >= 1
            && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    private static int Year(Group digits) => digits.Length == 2 ? 2000 + Int(digits) : Int(digits);

    private static int Int(Group digits) =>
        digits.Success ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"(?:^|[, ]| at |T)(?<time>\d{1,2}(?:[:.]\d{2}|:\d{2}:\d{2}(?:[.,]\d{1,9})?)? ?(?:[ap]\.?m\.?)?)\z", Plain)]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"^(?<h>\d{1,2})(?:[:.](?<m>\d{2})(?::(?<s>\d{2})(?:[.,]\d{1,9})?)?)? ?(?<half>[ap]\.?m\.?)?\z", Plain)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(
        @"^(?<w>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\.?,? ",
        Plain)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"^(?<a>\d{1,4})(?<s>[-/.])(?<b>\d{1,2})(?<t>[-/.])(?<c>\d{1,4})\z", Plain)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})\z", Plain)]
    private static partial Regex Compact();

    [GeneratedRegex(@"^(?<d>\d{1,2})(?:st|nd|rd|th)?[- /](?:of )?(?<m>[a-z]{3,9})\.?,?[- /](?<y>\d{4}|\d{2})\z", Plain)]
    private static partial Regex DayMonth();

    [GeneratedRegex(@"^(?<m>[a-z]{3,9})\.? (?<d>\d{1,2})(?:st|nd|rd|th)?,? (?<y>\d{4})\z", Plain)]
    private static partial Regex MonthDay();
}
