using System.Text.Json;
using NodaTime.Text;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What <c>GET /api/engagement</c> tells of a span. A thing without a row is nobody's.</summary>
internal sealed class FiguresReading(Span span)
{
    private static readonly IReadOnlyList<string> Verbs = ["attended", "submitted", "rated", "viewed"];

    public static IEnumerable<string> Breakdowns(Span span) =>
        ["college", "activity", "resource", "elsewhere", "verb", "week", span.IsSoFar ? "term" : "day"];

    public IEnumerable<Shown> Read(string by, JsonElement answer)
    {
        var rows = answer.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("key").GetString()!, StringComparer.Ordinal);
        foreach (var (key, college, days, sort) in Expected(by))
        {
            if (!rows.Remove(key, out var row))
            {
                yield return new Shown(Tells.Learners, college, days, sort, 0);
                continue;
            }

            foreach (var figure in Read(row, college, days, sort))
                yield return figure;
        }

        Assert.Empty(rows.Keys);
    }

    private static IEnumerable<Shown> Read(JsonElement row, int? college, Span days, Sort sort)
    {
        var learners = Number(row, "learners");
        yield return new Shown(Tells.Learners, college, days, sort, learners);

        // The year so far adds up what is shown of its weeks.
        if (learners is null || days.IsSoFar)
            yield break;
        yield return new Shown(Tells.Events, college, days, sort, Number(row, "events"));
        if (sort.At.Deeds == 0)
            yield break;
        yield return Number(row, "minutes") is 0
            ? new Shown(Tells.Learners, college, days, sort.At, 0)
            : new Shown(Tells.Minutes, college, days, sort, Number(row, "minutes"));
    }

    private IEnumerable<(string Key, int? College, Span Days, Sort Sort)> Expected(string by) => by switch
    {
        "college" => YearScene.Colleges.Select((college, place) => (college, (int?)place, span, Sort.Everything)),
        "activity" => new[] { "genomics", "imaging", "ward" }.Select(thing => (thing, (int?)null, span, Sort.Thing(thing))),
        "resource" => new[] { "worksheet", "video" }.Select(thing => (thing, (int?)null, span, Sort.Thing(thing))),
        "verb" => Verbs.Select(verb => (verb, (int?)null, span, Sort.Verb(verb))),
        "day" => span.Parts.Select(day => (Iso(day.First), (int?)null, day, Sort.Everything)),
        "week" => Weeks().Select(week => (IsoWeek.Containing(Onlooker.TermScene.Date(week.First)).ToString(), (int?)null, week, Sort.Everything)),
        "term" => [("2026-27 autumn", null, span, Sort.Everything)],
        _ => [],
    };

    private IEnumerable<Span> Weeks() => Enumerable.Range(span.First / 7, (span.Last - span.First + 1) / 7).Select(Span.Week);

    private static string Iso(int day) => LocalDatePattern.Iso.Format(Onlooker.TermScene.Date(day));

    private static long? Number(JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;
}
