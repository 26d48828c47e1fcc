using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Tests.Digests;
using Pathway.Functions.Tests.Engagement.Onlooker;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Engagement;

/// <summary>The attack on everything an outsider can gather in a term.</summary>
public sealed class TermAttackTests(ITestOutputHelper output)
{
    private const long Endless = long.MaxValue / 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nothing_that_is_gathered_in_a_term_gives_a_group_of_few_away(int seed)
    {
        var scene = new TermScene(seed);
        await using var app = await StartAsync();
        var onlooker = new TermOnlooker(app, scene);

        await onlooker.WatchAsync();
        await onlooker.SweepAsync();
        var found = TermAttack.Determined(scene, onlooker.Shown, Reading.Bounds);

        output.WriteLine($"{onlooker.Shown.Count} figures gathered, {found.Count} groups of few determined");
        Assert.Empty(found);

        // It was shown something: digests, encounters and figures of every college and thing.
        Assert.True(onlooker.Shown.Count(figure => figure.Learners > 0) > 1_000);
        Assert.All(TermScene.Colleges, college => Assert.Contains(onlooker.Shown, figure => figure.Group == college));
        Assert.Contains(onlooker.Shown, figure => figure.Group.Contains(' ', StringComparison.Ordinal));
    }

    /// <summary>What the attack is worth: it finds what exact figures give away, and rounded ones of periods chosen freely.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Figures_that_are_exact_or_of_any_days_give_groups_away(bool areExact)
    {
        var scene = new TermScene(seed: 1);
        var runs = from college in TermScene.Colleges
                   from first in Enumerable.Range(0, TermScene.Days)
                   from last in Enumerable.Range(first, TermScene.Days - first)
                   let learners = (long)scene.Learners(college, first, last)
                   let isFew = learners is > 0 and < SmallNumbers.Least
                   select new ShownFigure(
                       college,
                       first,
                       last,
                       isFew ? null : Shown(learners),
                       isFew ? null : Shown(scene.Events(college, first, last)),
                       TellsEvents: true);

        var found = TermAttack.Determined(scene, runs, figure => (Of(figure.Learners, SmallNumbers.Least - 1), Of(figure.Events, Endless)));

        output.WriteLine($"{found.Count} groups of few determined");
        Assert.True(found.Count > 100);

        long Shown(long number) => areExact ? number : SmallNumbers.Round(number);
        (long, long) Of(long? shown, long mostHidden) => shown switch
        {
            null => (1, mostHidden),
            0 => (0, 0),
            { } number when areExact => (number, number),
            { } number => (Math.Max(SmallNumbers.Least, number - 2), number + 2),
        };
    }

    /// <summary>Asked before and after one learner's fact, and after the learner was erased: how many came or went is not told.</summary>
    [Fact]
    public async Task The_same_question_after_a_new_fact_and_after_an_erasure_tells_of_no_one_learner()
    {
        await using var app = await StartAsync();
        await app.JoinAsync("utc-a");
        var onlooker = new TermOnlooker(app, new TermScene(seed: 1));

        await AskAsync(learners: 7);
        await AskAsync(learners: 8);
        await AskAsync(learners: 7);

        Assert.Equal([5L, 10, 5], onlooker.Shown.Select(figure => figure.Learners));
        foreach (var (one, next) in onlooker.Shown.Zip(onlooker.Shown.Skip(1)))
        {
            var (before, after) = (Reading.Bounds(one).Learners, Reading.Bounds(next).Learners);
            Assert.True(Math.Max(after.High - before.Low, before.High - after.Low) >= SmallNumbers.Least);
            Assert.NotEqual(after.High - before.Low, after.Low - before.High);
        }

        async Task AskAsync(int learners)
        {
            await app.CountAsync("utc-a", DigestScene.Attended("2026-09-07", "genomics", learners, learners * 60));
            await onlooker.FiguresAsync("", "college", isCsv: false);
        }
    }

    private static Task<AppUnderTest> StartAsync() =>
        AppUnderTest.StartAsync(new AppOptions { Now = new DateTimeOffset(2026, 9, 7, 6, 0, 0, TimeSpan.Zero) });
}
