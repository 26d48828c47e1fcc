using System.Globalization;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Webhooks;

/// <summary>Durations of ISO 8601, as xAPI and Caliper write them: <c>PT40M12S</c>.</summary>
internal static partial class IsoDuration
{
    /// <summary>Whole minutes, rounded, from 0 to a day; null for what is no duration, has years or months, or is longer.</summary>
    public static int? Minutes(string text)
    {
        if (text.Length > 64 || Pattern().Match(text) is not { Success: true } match || text.EndsWith('P') || text.EndsWith('T'))
            return null;
        var minutes = (Part(match, 1) * 7 * 1440) + (Part(match, 2) * 1440) + (Part(match, 3) * 60) + Part(match, 4) + (Part(match, 5) / 60);
        return minutes <= 1440 ? (int)Math.Round(minutes, MidpointRounding.AwayFromZero) : null;
    }

    private static double Part(Match match, int group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?:([0-9]{1,7}(?:\.[0-9]{1,9})?)W)?(?:([0-9]{1,7}(?:\.[0-9]{1,9})?)D)?(?:T(?:([0-9]{1,7}(?:\.[0-9]{1,9})?)H)?(?:([0-9]{1,7}(?:\.[0-9]{1,9})?)M)?(?:([0-9]{1,7}(?:\.[0-9]{1,9})?)S)?)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
