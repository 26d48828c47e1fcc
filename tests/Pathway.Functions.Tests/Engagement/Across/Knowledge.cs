using Pathway.Functions.Engagement.Disclosure;

namespace Pathway.Functions.Tests.Engagement.Across;

/// <summary>
/// What follows from all that was shown: each number's bounds, by every rule until nothing moves. A group is given away when its
/// number is certain, that is when each other number it might have leads to what cannot be.
/// </summary>
internal sealed class Knowledge
{
    // More than any college has, or does in six weeks.
    private const int Many = 400;

    private readonly List<Rule> rules = [];
    private readonly List<int>[] byNumber;
    private readonly IReadOnlyList<YearScene> scenes;
    private readonly Bounds settled;

    /// <param name="scenes">What is true, before and after: bounds that it breaks are a fault of the attack.</param>
    /// <param name="shown">What was gathered of each.</param>
    /// <param name="erased">Where a learner was erased between them; all other colleges stayed as they were.</param>
    public Knowledge(IReadOnlyList<YearScene> scenes, IReadOnlyList<IEnumerable<Shown>> shown, int erased)
    {
        this.scenes = scenes;
        foreach (var state in Enumerable.Range(0, scenes.Count))
        {
            for (var college = 0; college < YearScene.Colleges.Count; college++)
                rules.AddRange(Groups.RulesFor(state, college));
            rules.AddRange(shown[state].Distinct().SelectMany(figure => figure.Rules(state)));
        }

        if (scenes.Count > 1)
            rules.AddRange(ThroughErasure(erased));
        byNumber = [.. Enumerable.Range(0, scenes.Count * Numbers.EachState).Select(_ => new List<int>())];
        foreach (var (place, rule) in rules.Index())
        {
            foreach (var number in rule.Numbers)
                byNumber[number].Add(place);
        }

        settled = new Bounds([.. Enumerable.Repeat(Many, byNumber.Length)]);
        foreach (var rule in rules)
            rule.Narrow(settled);
        Settle(settled);
        Check(settled);
    }

    /// <summary>Groups of fewer than the least that are certain to somebody of a college, who knows all of it, or to an outsider.</summary>
    /// <param name="own">The college's place; null for an outsider.</param>
    public IReadOnlyList<string> Certain(int? own)
    {
        var bounds = settled.Copy();
        foreach (var (number, truth) in own is { } college ? TruthOf(college) : [])
            bounds.Is(number, truth);
        Settle(bounds);
        Check(bounds);
        return
        [
            .. from other in Enumerable.Range(0, YearScene.Colleges.Count)
               where other != own
               from state in Enumerable.Range(0, scenes.Count)
               from span in Span.All
               from sort in Sort.All
               let truth = scenes[state].Learners(other, span, sort)
               where truth is > 0 and < SmallNumbers.Least && IsCertain(bounds, Numbers.Learners(state, other, span, sort), truth)
               select $"{YearScene.Colleges[other]} days {span.First} to {span.Last} {sort}, state {state}: {truth}",
        ];
    }

    private bool IsCertain(Bounds bounds, int number, int truth)
    {
        for (var other = bounds.Low(number); other <= bounds.High(number); other++)
        {
            if (other == truth)
                continue;
            var supposed = bounds.Copy();
            supposed.Is(number, other);
            Settle(supposed);
            if (!supposed.IsImpossible)
                return false;
        }

        return true;
    }

    private void Settle(Bounds bounds)
    {
        var (waiting, isWaiting) = (new Queue<int>(), new HashSet<int>());
        while (!bounds.IsImpossible)
        {
            while (bounds.TryTakeMoved(out var number))
            {
                foreach (var rule in byNumber[number].Where(isWaiting.Add))
                    waiting.Enqueue(rule);
            }

            if (!waiting.TryDequeue(out var next))
                return;
            isWaiting.Remove(next);
            rules[next].Narrow(bounds);
        }
    }

    private static IEnumerable<Rule> ThroughErasure(int erased)
    {
        for (var number = 0; number < Numbers.EachState; number++)
        {
            yield return new Contained(Numbers.EachState + number, number);
            if (number / (Numbers.EachState / YearScene.Colleges.Count) != erased)
                yield return new Contained(number, Numbers.EachState + number);
        }
    }

    private IEnumerable<(int Number, int Truth)> TruthOf(int college)
    {
        foreach (var (state, scene) in scenes.Index())
        {
            foreach (var span in Span.All)
            {
                yield return (Numbers.Again(state, college, span), scene.Again(college, span));
                foreach (var sort in Sort.All)
                {
                    yield return (Numbers.Learners(state, college, span, sort), scene.Learners(college, span, sort));
                    yield return (Numbers.Events(state, college, span, sort), scene.Events(college, span, sort));
                }
            }
        }
    }

    private void Check(Bounds bounds)
    {
        foreach (var (number, truth) in Enumerable.Range(0, YearScene.Colleges.Count).SelectMany(TruthOf))
            Assert.True(
                truth >= bounds.Low(number) && truth <= bounds.High(number),
                $"number {number}: {truth} of {bounds.Low(number)} to {bounds.High(number)}");
    }
}
