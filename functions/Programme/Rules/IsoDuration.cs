using System.Globalization;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Programme.Rules;

/// <summary>Durations of ISO 8601, as xAPI and Caliper write them: <c>PT40M12S</c>.</summary>
public static partial class IsoDuration
{
    private const string Number = @"[0-9]{1,7}(?:\.[0-9]{1,9})?";

    /// <summary>
    /// Whole minutes, rounded, from 0 to a day; null for what is no duration, has years or months, or is longer.
    /// </summary>
    public static int? Minutes(string text)
    {
        if (text.Length > 64 || Pattern().Match(text) is not { Success: true } match || text.EndsWith('P') || text.EndsWith('T'))
            return null;
        var days = (Part(match, 1) * 7) + Part(match, 2);
        var minutes = (days * 1440) + (Part(match, 3) * 60) + Part(match, 4) + (Part(match, 5) / 60);
        return minutes <= 1440 ? (int)Math.Round(minutes, MidpointRounding.AwayFromZero) : null;
    }

    private static double Part(Match match, int group) =>
        match.Groups[group].Success
            ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(
        $"^P(?:({Number})W)?(?:({Number})D)?(?:T(?:({Number})H)?(?:({Number})M)?(?:({Number})S)?)?\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
