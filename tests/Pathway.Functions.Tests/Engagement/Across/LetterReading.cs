using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What a speaker is thanked with: who came on the day, and how many rated. What is hidden is not mentioned.</summary>
internal static partial class LetterReading
{
    public static IEnumerable<Shown> Read(string subject, string letter)
    {
        if (subject is not ("Thank you: Genomics" or "Thank you: Imaging"))
            yield break;
        var (day, thing) = (Span.Day(new LocalDate(2026, 10, 16)), subject[^8..].ToLowerInvariant().Trim());
        foreach (var (sentence, verb) in new[] { (Came(), "attended"), (Rated(), "rated") })
        {
            if (sentence.Match(letter) is { Success: true } match)
                yield return new Shown(
                    Tells.Learners,
                    null,
                    day,
                    new Sort(Sort.Thing(thing).Deeds & Sort.Verb(verb).Deeds),
                    long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }
    }

    [GeneratedRegex("About (\\d+) learners from \\d+ colleges? took part", RegexOptions.None, 1_000)]
    private static partial Regex Came();

    [GeneratedRegex("About (\\d+) of them rated it", RegexOptions.None, 1_000)]
    private static partial Regex Rated();
}
