using System.Globalization;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Activities.Import;

/// <summary>A duration of iCalendar (RFC 5545, section 3.3.6). Weeks stand alone, and there are no months or years.</summary>
internal static partial class IcsDuration
{
    /// <summary>In seconds; null when it is no duration, or one backwards.</summary>
    public static long? Seconds(string text)
    {
        if (Form().Match(text.Trim()) is not { Success: true } match
            || match.Groups.Values.Skip(1).All(group => !group.Success))
            return null;
        return (604_800 * Number("W")) + (86_400 * Number("D")) + (3_600 * Number("H")) + (60 * Number("M")) + Number("S");

        long Number(string unit) =>
            match.Groups[unit] is { Success: true, ValueSpan: var digits }
                ? long.Parse(digits, CultureInfo.InvariantCulture)
                : 0;
    }

    [GeneratedRegex(
        @"^\+?P(?:(?<W>\d{1,9})W|(?:(?<D>\d{1,9})D)?(?:T(?:(?<H>\d{1,9})H)?(?:(?<M>\d{1,9})M)?(?:(?<S>\d{1,9})S)?)?)\z",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
