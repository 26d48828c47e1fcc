using System.Globalization;
using NodaTime.Text;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What the encounters of all colleges tell of a span: who was at which session on which day, by year group.</summary>
internal sealed class EncounterReading(Span span)
{
    private const int College = 0, Date = 2, Activity = 3, YearGroup = 7, Learners = 8, Proof = 10, MinutesEach = 13, Submitted = 14, Rated = 15, Rating = 16;

    public IEnumerable<Shown> Read(string file)
    {
        var rows = file.Split("\r\n")[1..^1].Select(line => line.Split(',')).ToList();
        return rows.GroupBy(row => (row[College], row[Date], row[Activity], row[Proof])).SelectMany(session => Read([.. session]));
    }

    /// <summary>What has no row is nobody's, or of few.</summary>
    private IEnumerable<Shown> Read(string[][] session)
    {
        var (deed, place) = Deed.All.Select((deed, place) => (deed, place))
            .Single(one => one.deed.Thing == session[0][Activity] && one.deed.Verb.Word() == session[0][Proof]);
        var (college, sort) = (YearScene.Colleges.ToList().IndexOf(session[0][College]), new Sort(1 << place));
        var day = Span.Day(LocalDatePattern.Iso.Parse(session[0][Date]).Value);
        if (session is [{ } only] && only[YearGroup].Length == 0)
        {
            // The year groups are not told, or nobody knows them.
            yield return new Shown(Tells.Learners, college, day, sort, Number(only[Learners]));
        }
        else
        {
            foreach (var year in Sort.YearGroups)
            {
                var row = Array.Find(session, row => row[YearGroup] == (year == Sort.Unknown ? "" : $"{year}"));
                yield return new Shown(Tells.Learners, college, day, sort with { YearGroup = year }, row is null ? 0 : Number(row[Learners]));
            }
        }

        if (deed.Verb == FactVerb.Attended)
            yield return new Shown(Tells.ManyForAverage, college, day, sort, session[0][MinutesEach].Length > 0 ? 1 : 0);
        if (deed.Thing == "ward" && Number(session[0][Submitted]) is { } submitted)
            yield return new Shown(Tells.Learners, college, span, Sort.Verb("submitted"), submitted);
        if (deed.Thing == "ward")
            yield break;
        var rated = new Sort(Sort.Thing(deed.Thing).Deeds & Sort.Verb("rated").Deeds);
        yield return new Shown(Tells.Learners, college, span, rated, Number(session[0][Rated]));
        yield return new Shown(Tells.ManyForAverage, college, span, rated, session[0][Rating].Length > 0 ? 1 : 0);
    }

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
