namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What holds between a college's numbers whatever is shown.</summary>
internal static class Groups
{
    private static readonly IReadOnlyList<Sort> Whole = [.. Sort.All.Where(sort => sort.YearGroup is null)];

    public static IEnumerable<Rule> RulesFor(int state, int college)
    {
        foreach (var span in Span.All)
        {
            foreach (var rule in OfSorts(state, college, span).Concat(OfSpans(state, college, span)))
                yield return rule;
        }
    }

    private static IEnumerable<Rule> OfSorts(int state, int college, Span span)
    {
        foreach (var sort in Whole)
        {
            yield return new Contained(Learners(sort), Events(sort));
            foreach (var part in Whole.Where(part => IsPart(part, sort)))
                yield return new Contained(Learners(part), Learners(sort));
            if (sort.Places.Count() > 1)
            {
                var single = sort.Places.Select(place => new Sort(1 << place)).ToList();
                yield return new Cover(Learners(sort), [.. single.Select(Learners)], isExact: false);
                yield return new Cover(Events(sort), [.. single.Select(Events)], isExact: true);
            }

            foreach (var part in Whole.Where(part => IsPart(part, sort)))
            {
                if (Whole.FirstOrDefault(rest => rest.Deeds == (sort.Deeds & ~part.Deeds)) is { } rest && rest.Deeds < part.Deeds)
                    yield return new Cover(Learners(sort), [Learners(part), Learners(rest)], isExact: false);
            }
        }

        foreach (var year in Sort.YearGroups)
        {
            var single = Sort.All.Where(sort => sort.YearGroup == year && sort.Deeds != Sort.TakingPart.Deeds).ToList();
            yield return new Cover(Learners(Sort.TakingPart with { YearGroup = year }), [.. single.Select(Learners)], isExact: false);
            foreach (var sort in single)
                yield return new Contained(Learners(sort), Learners(Sort.TakingPart with { YearGroup = year }));
        }

        foreach (var sort in Sort.All.Where(sort => sort.YearGroup == Sort.Unknown).Select(sort => sort with { YearGroup = null }))
            yield return new Cover(Learners(sort), [.. Sort.YearGroups.Select(year => Learners(sort with { YearGroup = year }))], isExact: true);
        yield return new AgainRule(
            Learners(Sort.Attended), Events(Sort.Attended), Numbers.Again(state, college, span), 3 * (span.Last - span.First + 1));

        int Learners(Sort sort) => Numbers.Learners(state, college, span, sort);
        int Events(Sort sort) => Numbers.Events(state, college, span, sort);
    }

    private static IEnumerable<Rule> OfSpans(int state, int college, Span span)
    {
        var parts = span.Parts.ToList();
        if (parts.Count == 0)
            yield break;
        foreach (var sort in Sort.All)
        {
            var whole = Numbers.Learners(state, college, span, sort);
            var learners = parts.ConvertAll(part => Numbers.Learners(state, college, part, sort));
            foreach (var part in learners)
                yield return new Contained(part, whole);
            yield return new Cover(whole, learners, isExact: false);
            if (sort.YearGroup is null)
                yield return new Cover(
                    Numbers.Events(state, college, span, sort),
                    parts.ConvertAll(part => Numbers.Events(state, college, part, sort)),
                    isExact: true);
        }
    }

    /// <summary>With nothing in between that is a sort too.</summary>
    private static bool IsPart(Sort part, Sort sort) => IsWithin(part, sort)
        && !Whole.Any(between => IsWithin(part, between) && IsWithin(between, sort));

    private static bool IsWithin(Sort part, Sort sort) => part.Deeds != sort.Deeds && (part.Deeds & sort.Deeds) == part.Deeds;
}
