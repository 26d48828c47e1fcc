using System.Globalization;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Programme.Rules;

/// <summary>Durations of ISO 8601, as xAPI and Caliper write them: <c>PT40M12S</c>, or <c>P0Y0M0DT0H40M12S</c>.</summary>
public static partial class IsoDuration
{
    private const string Number = @"[0-9]{1,7}(?:[.,][0-9]{1,9})?";

    /// <summary>
    /// Whole minutes, rounded, from 0 to a day; null for what is no duration or is longer. No year and no month is as
    /// long as a day, so these can only be zero.
    /// </summary>
    public static int? Minutes(string text)
    {
        if (text.Length > 64 || Pattern().Match(text) is not { Success: true } match || text.EndsWith('P') || text.EndsWith('T')
            || Part(match, 1) + Part(match, 2) > 0)
            return null;
        var days = (Part(match, 3) * 7) + Part(match, 4);
        var minutes = (days * 1440) + (Part(match, 5) * 60) + Part(match, 6) + (Part(match, 7) / 60);
        return minutes <= 1440 ? (int)Math.Round(minutes, MidpointRounding.AwayFromZero) : null;
    }

    // ISO 8601 prefers the comma for what English writes with a point.
    private static double Part(Match match, int group) =>
        match.Groups[group].Success
            ? double.Parse(
                match.Groups[group].Value.Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture)
            : 0;

    // At most 64 characters, in which no part can be read in two ways.
    [GeneratedRegex(
        $"^P(?:({Number})Y)?(?:({Number})M)?(?:({Number})W)?(?:({Number})D)?(?:T(?:({Number})H)?(?:({Number})M)?(?:({Number})S)?)?\\z",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern();
}
