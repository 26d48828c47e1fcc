using System.Globalization;
using System.Text.Json;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What the funder's report tells of a span.</summary>
internal sealed class ImpactReading(Span span)
{
    public IEnumerable<Shown> Read(JsonElement report) =>
    [
        .. Line(report.GetProperty("total"), null, Sort.TakingPart),
        .. Rated(report.GetProperty("total"), Sort.Verb("rated")),
        .. Table(report, "colleges", YearScene.Colleges, key => (YearScene.Colleges.ToList().IndexOf(key), Sort.TakingPart)),
        .. Table(report, "kinds", ["masterclass", "project", "resource"], key => (null, Sort.Kind(key))),
        .. Table(report, "activities", ["genomics", "imaging", "ward"], key => (null, TookPart(key))),
        .. Table(report, "resources", ["worksheet", "video"], key => (null, Sort.Thing(key))),
        .. Table(report, "employers", ["NHS Trust", "Imaging Ltd"], key => (null, Sort.Employer(key))),
        .. report.GetProperty("activities").EnumerateArray().SelectMany(line =>
            Rated(line, new Sort(Sort.Thing(Key(line)).Deeds & Sort.Verb("rated").Deeds))),
        .. YearGroups(report.GetProperty("yearGroups")),
        .. Repeat(report.GetProperty("repeat")),
    ];

    private IEnumerable<Shown> Table(JsonElement report, string name, IReadOnlyList<string> keys, Func<string, (int?, Sort)> group)
    {
        var lines = report.GetProperty(name).EnumerateArray().ToDictionary(Key, StringComparer.Ordinal);
        Assert.Empty(lines.Keys.Except(keys, StringComparer.Ordinal));
        return keys.SelectMany(key => group(key) is var (college, sort) && lines.TryGetValue(key, out var line)
            ? Line(line, college, sort)
            : [new Shown(Tells.Learners, group(key).Item1, span, group(key).Item2, 0)]);
    }

    private IEnumerable<Shown> Line(JsonElement line, int? college, Sort sort)
    {
        var learners = Number(line, "learners");
        yield return new Shown(Tells.Learners, college, span, sort, learners);
        if (learners is null || span.IsSoFar || sort.At.Deeds == 0)
            yield break;
        if (Number(line, "encounters") is 0)
        {
            yield return new Shown(Tells.Learners, college, span, sort.At, 0);
            yield break;
        }

        yield return new Shown(Tells.Events, college, span, sort.At, Number(line, "encounters"));
        yield return new Shown(Tells.Hours, college, span, sort, Hours(line));
    }

    private IEnumerable<Shown> Rated(JsonElement line, Sort sort) => span.IsSoFar || sort.Deeds == 0
        ? []
        : [new Shown(Tells.Events, null, span, sort, Number(line, "ratings"))];

    private IEnumerable<Shown> YearGroups(JsonElement lines)
    {
        var told = lines.EnumerateArray().ToDictionary(Key, line => Number(line, "learners"), StringComparer.Ordinal);
        foreach (var year in Sort.YearGroups)
        {
            var key = year == Sort.Unknown ? "" : year.ToString(CultureInfo.InvariantCulture);
            var sort = Sort.TakingPart with { YearGroup = year };

            // One that is not told says only that somebody was of it.
            if (!told.TryGetValue(key, out var learners) || learners is not null)
                yield return new Shown(Tells.Learners, null, span, sort, learners ?? 0);
        }
    }

    private IEnumerable<Shown> Repeat(JsonElement repeat)
    {
        if (Number(repeat, "attended") is not { } attended || Number(repeat, "again") is not { } again)
            yield break;
        yield return new Shown(Tells.Learners, null, span, Sort.Attended, attended);
        yield return new Shown(Tells.Again, null, span, Sort.Attended, again);
    }

    /// <summary>Ratings are no part of it.</summary>
    private static Sort TookPart(string thing) => new(Sort.Thing(thing).Deeds & Sort.TakingPart.Deeds);

    private static string Key(JsonElement line) => line.GetProperty("key").GetString()!;

    private static long? Number(JsonElement line, string name) =>
        line.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    private static long? Hours(JsonElement line) =>
        line.GetProperty("hours") is { ValueKind: JsonValueKind.Number } number ? ShownRules.Tenths(number.GetDouble()) : null;
}
