using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Tests.Engagement.Onlooker;

/// <summary>Takes everything that was shown in a term and looks for groups of few that it gives away.</summary>
internal static class TermAttack
{
    /// <summary>
    /// Groups of fewer learners than the house's least whose number is certain: a group and days, or those of a group who did
    /// something in the days that were added to others and nothing in these.
    /// </summary>
    /// <param name="scene">What is true: a bound that it breaks is a fault of the attack.</param>
    /// <param name="shown">What was gathered.</param>
    /// <param name="bounds">How a shown figure is read.</param>
    public static IReadOnlyList<string> Determined(
        TermScene scene, IEnumerable<ShownFigure> shown, Func<ShownFigure, ((long, long) Learners, (long, long) Events)> bounds)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var group in shown.GroupBy(figure => figure.Group))
        {
            var deduction = new Deduction(
                group.Select(figure => (figure.First, figure.Last, bounds(figure).Learners, bounds(figure).Events)),
                TermScene.Days);
            for (var first = 0; first < TermScene.Days; first++)
            {
                for (var last = first; last < TermScene.Days; last++)
                    found.UnionWith(Found(scene, group.Key, first, last, deduction));
            }
        }

        return [.. found];
    }

    private static IEnumerable<string> Found(TermScene scene, string group, int first, int last, Deduction deduction)
    {
        var (people, events) = (deduction.Learners(first, last), deduction.Events(first, last));
        var (truly, trulyEvents) = (scene.Learners(group, first, last), scene.Events(group, first, last));
        Assert.True(
            truly >= people.Low && truly <= people.High && trulyEvents >= events.Low && trulyEvents <= events.High,
            $"{group} {first} to {last}: {truly} of {people}, {trulyEvents} of {events}");
        if (truly is > 0 and < SmallNumbers.Least
            && (people.Low == people.High || (trulyEvents < SmallNumbers.Least && events.Low == events.High)))
            yield return $"{group} {first} to {last}: {truly}";
        for (var cut = first; cut < last; cut++)
        {
            var before = deduction.Learners(first, cut);
            var added = truly - scene.Learners(group, first, cut);
            if (added is > 0 and < SmallNumbers.Least && people.Low == people.High && before.Low == before.High)
                yield return $"{group} {first} to {last} beyond {cut}: {added}";
        }
    }
}
