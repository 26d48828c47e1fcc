using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Tests.Engagement;

public sealed class LearnerUnionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Counts_each_learner_once_however_often_and_with_whom_they_come(int seed)
    {
        var (random, union, known) = (new Random(seed), new LearnerUnion(), new HashSet<ulong>());
        for (var round = 0; round < 200; round++)
        {
            // Prefixes as they are, small ones, such as differ in their high bits alone, and the borders.
            var learners = Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(5) switch
            {
                0 => (ulong)random.Next(50),
                1 => (ulong)random.Next(200) << 48,
                2 => ulong.MaxValue,
                _ => (ulong)random.NextInt64(),
            }).Distinct().ToArray();
            union.Add(learners);
            known.UnionWith(learners);

            Assert.Equal(known.Count, union.Count);
        }
    }

    [Fact]
    public void A_union_of_unions_counts_each_learner_once()
    {
        var (one, other, all) = (new LearnerUnion(), new LearnerUnion(), new LearnerUnion());
        one.Add([1, 2, 0]);
        one.Add([2, 3]);
        other.Add([0, 3, 4]);

        all.Add(one);
        all.Add(other);

        Assert.Equal((4, 3, 5), (one.Count, other.Count, all.Count));
    }

    [Fact]
    public void Nobody_is_none()
    {
        var union = new LearnerUnion();
        union.Add([]);

        Assert.Equal(0, union.Count);
    }
}
