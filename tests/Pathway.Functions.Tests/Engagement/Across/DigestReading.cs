using System.Globalization;
using System.Text.RegularExpressions;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What the programme's Monday digest tells of a week.</summary>
internal sealed partial class DigestReading(int week)
{
    public IEnumerable<Shown> Read(string text)
    {
        yield return new Shown(Tells.Learners, null, Span.Week(week), Sort.Everything, Number(All().Match(text).Groups[1].Value));
        var lines = Line().Matches(text);
        Assert.Equal(YearScene.Colleges.Count, lines.Count);
        foreach (Match line in lines)
        {
            yield return new Shown(
                Tells.Learners,
                YearScene.Colleges.ToList().IndexOf(line.Groups[1].Value.ToLowerInvariant()),
                Span.Week(week),
                Sort.Everything,
                Number(line.Groups[2].Value));
        }
    }

    private static long? Number(string text) =>
        text == "hidden" ? null : long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("^Learners active: (hidden|[\\d,]+)", RegexOptions.Multiline, 1_000)]
    private static partial Regex All();

    [GeneratedRegex("^\\* (UTC-\\w): \\d+ sessions?, (hidden|[\\d,]+) learners", RegexOptions.Multiline, 1_000)]
    private static partial Regex Line();
}
