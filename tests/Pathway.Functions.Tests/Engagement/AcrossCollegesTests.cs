using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Recording;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;
using Pathway.Functions.Tests.Digests;
using Pathway.Functions.Tests.Engagement.Across;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Engagement;

/// <summary>
/// The attack across all tables at once: colleges, activities, resources, kinds, employers, verbs, year groups, days, weeks and the
/// year so far, rows and totals, by an outsider and by somebody of each college who knows its own figures exactly. Scenes 1 and 5 are
/// not among them: there a single learner who rated is still certain, see docs/privacy.md, "Small numbers".
/// </summary>
public sealed class AcrossCollegesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Everything_that_crosses_colleges_together_gives_no_group_of_few_away_before_and_after_an_erasure(int seed)
    {
        var scene = new YearScene(seed);
        var learner = scene.Conspicuous(college: seed % 3);
        var after = scene.Without(learner);
        await using var app = await StartAsync();
        var (before, then) = (new YearOnlooker(app, scene), new YearOnlooker(app, after));

        await before.PlanAsync();
        await before.WatchAsync();
        await EraseAsync(app, scene, after);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await then.ReadAllAsync();
        var knowledge = new Knowledge([scene, after], [before.Shown, then.Shown], YearScene.CollegeOf(learner));

        output.WriteLine($"{before.Shown.Count + then.Shown.Count} figures gathered, {before.Shown.Count(figure => figure.Value is null)} hidden");
        Assert.Empty(knowledge.Certain(own: null));
        for (var college = 0; college < YearScene.Colleges.Count; college++)
            Assert.Empty(knowledge.Certain(college));
        Assert.NotEmpty(new Knowledge([scene], [before.Shown.Concat(Unrounded(scene))], erased: 0).Certain(own: null));
        Assert.All(Enum.GetValues<Tells>().Except([Tells.Exactly]), kind => Assert.Contains(before.Shown, figure => figure.Tells == kind));
    }

    /// <summary>What the attack is worth: one column of one table as it is.</summary>
    private static IEnumerable<Shown> Unrounded(YearScene scene) =>
        from week in Enumerable.Range(0, Span.Weeks).Select(Span.Week)
        from college in Enumerable.Range(0, YearScene.Colleges.Count)
        select new Shown(Tells.Exactly, college, week, Sort.Attended, scene.Learners(college, week, Sort.Attended));

    /// <summary>An erasure corrects each counter and takes away those of nobody; its own tests show that.</summary>
    private static async Task EraseAsync(AppUnderTest app, YearScene before, YearScene after)
    {
        var table = app.Storage.Table(StorageTable.Engagement);
        foreach (var (college, counter) in Weeks().SelectMany(before.Counters))
        {
            var row = CounterRow.From(EngagementKey.Partition(CollegeId.Parse(college), counter.Date), counter);
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, Azure.ETag.All, TestContext.Current.CancellationToken);
        }

        foreach (var (college, counter) in Weeks().SelectMany(after.Counters))
            await app.CountAsync(college, counter);

        static IEnumerable<Span> Weeks() => Enumerable.Range(0, Span.Weeks).Select(Span.Week);
    }

    private static Task<AppUnderTest> StartAsync() =>
        AppUnderTest.StartAsync(new AppOptions { Now = new DateTimeOffset(2026, 9, 7, 6, 0, 0, TimeSpan.Zero) });
}
