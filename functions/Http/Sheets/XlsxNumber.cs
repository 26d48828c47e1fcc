using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Pathway.Functions.Http.Sheets;

/// <summary>
/// A number of a workbook as text. Days are counted, and times are parts of a day (ECMA-376, part 1, section
/// 18.17.4).
/// </summary>
internal static class XlsxNumber
{
    private const long SecondsADay = 86_400;
    private const int LastDay = 2_958_465;

    // Excel's calendar of 1900 has a 29 February that never was: from 1 March on, days count from a day earlier.
    private const int ImaginaryDay = 60;

    // What Excel shows of a number.
    private const string Shown = "G15";

    private static readonly LocalDate Since1900 = new(1899, 12, 31);
    private static readonly LocalDate Since1904 = new(1904, 1, 1);
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    /// <summary>
    /// ISO 8601 for what its format shows as a date or a time, else digits; what is no number stands as it stands.
    /// </summary>
    public static string Write(string text, XlsxFormat format, bool is1904)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
            return text;
        if (format.IsTime && number is >= 0 and <= LastDay)
            return WriteTime(number, is1904);
        var digits = Math.Abs(number) < 1e15 && number == Math.Truncate(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString(Shown, CultureInfo.InvariantCulture);
        return number >= 0 ? digits.PadLeft(format.Digits, '0') : digits;
    }

    private static string WriteTime(double number, bool is1904)
    {
        // To the second: the fraction of 14:00 is not one that a number can hold.
        var seconds = (long)Math.Round(number * SecondsADay, MidpointRounding.AwayFromZero);
        var (days, rest) = Math.DivRem(seconds, SecondsADay);
        var time = LocalTime.FromSecondsSinceMidnight((int)rest);
        var clock = (time.Second == 0 ? Minutes : Seconds).Format(time);
        if (number < 1 && days == 0)
            return clock;
        var date = is1904
            ? Since1904.PlusDays((int)days)
            : Since1900.PlusDays((int)days - (days >= ImaginaryDay ? 1 : 0));
        return rest == 0 ? LocalDatePattern.Iso.Format(date) : $"{LocalDatePattern.Iso.Format(date)}T{clock}";
    }
}
