using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Pathway.Functions.Activities;

/// <summary>
/// The offset before a zone's name as Outlook shows it: <c>(UTC+01:00)</c>, <c>(GMT-05.00)</c>, <c>(UTC)</c>.
/// </summary>
internal static partial class UtcOffset
{
    /// <param name="length">How much of the name it takes.</param>
    public static Offset? Read(string name, out int length)
    {
        length = 0;
        if (Form().Match(name) is not { Success: true } match)
            return null;
        length = match.Length;
        if (!match.Groups["h"].Success)
            return Offset.Zero;
        var minutes = (60 * Number(match.Groups["h"])) + (match.Groups["m"].Success ? Number(match.Groups["m"]) : 0);
        return minutes > 18 * 60
            ? null
            : Offset.FromSeconds((match.Groups["s"].Value is "-" or "\u2212" ? -60 : 60) * minutes);
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\((?:UTC|GMT)(?: ?(?<s>[-+\u2212])(?<h>\d{1,2})(?:[:.]?(?<m>\d{2}))?)?\)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
