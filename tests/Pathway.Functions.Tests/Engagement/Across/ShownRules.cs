using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>What a figure says to somebody who knows the house's rule.</summary>
internal static class ShownRules
{
    public static long Tenths(double hours) => (long)Math.Round(10 * hours);

    public static IEnumerable<Rule> Rules(this Shown figure, int state)
    {
        var colleges = figure.College is { } one ? [one] : Enumerable.Range(0, YearScene.Colleges.Count).ToList();
        yield return figure.Tells switch
        {
            Tells.Learners => Sum(Learners(figure.Sort)),
            Tells.Again => Sum(colleges.ConvertAll(college => Numbers.Again(state, college, figure.Span))),
            Tells.Minutes => Minutes(minutes => minutes == (figure.Value ?? 0)),
            Tells.Hours => Minutes(minutes => Tenths(Math.Round(minutes / 60.0, 1)) == (figure.Value ?? 0)),
            Tells.ManyForAverage when figure.Value == 1 => new Between(Learners(figure.Sort)[0], SmallNumbers.LeastOfAverage, int.MaxValue),
            Tells.ManyForAverage => new Between(Learners(figure.Sort)[0], 0, SmallNumbers.LeastOfAverage - 1),
            Tells.Exactly => new SumIs(Learners(figure.Sort), (int)figure.Value!),
            _ => new ShownSum(Learners(figure.Sort), Events(figure.Sort), figure.Value),
        };

        ShownSum Sum(List<int> numbers) => new(numbers, numbers, figure.Value);
        Rule Minutes(Predicate<long> isShown) => colleges.Count == 1
            ? new ShownMinutes(Learners(figure.Sort.At)[0], Events(figure.Sort.At)[0], isShown)
            : new ShownTime(Learners(figure.Sort.At), Events(figure.Sort.At), isShown);
        List<int> Learners(Sort sort) => colleges.ConvertAll(college => Numbers.Learners(state, college, figure.Span, sort));
        List<int> Events(Sort sort) => colleges.ConvertAll(college => Numbers.Events(state, college, figure.Span, sort));
    }
}
