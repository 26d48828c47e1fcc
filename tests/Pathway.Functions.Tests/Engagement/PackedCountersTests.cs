using NodaTime;
using Pathway.Functions.Engagement.Facts;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Engagement.Recording;

namespace Pathway.Functions.Tests.Engagement;

public sealed class PackedCountersTests
{
    private static readonly LocalDate First = new(2026, 9, 1);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 300)]
    [InlineData(3, 40_000)]
    public void Counters_come_out_as_they_went_in(int seed, int learners)
    {
        var counters = Some(seed, learners);

        var packed = PackedCounters.From(counters);

        Assert.Equal(counters.Select(Words), packed.Unpack(LocalDate.MinIsoValue, LocalDate.MaxIsoValue).Select(Words));
    }

    [Fact]
    public void Days_are_cut_out_at_both_ends()
    {
        var counters = Some(4, 100);
        var (from, to) = (First.PlusDays(7), First.PlusDays(20));

        var cut = PackedCounters.From(counters).Unpack(from, to);

        Assert.Equal(
            counters.Where(counter => counter.Date >= from && counter.Date <= to).Select(Words), cut.Select(Words));
        Assert.Empty(PackedCounters.From(counters).Unpack(to, from));
        Assert.Empty(PackedCounters.From([]).Unpack(from, to));
    }

    [Fact]
    public void A_counter_of_twenty_learners_of_three_hundred_takes_less_than_a_hundred_bytes()
    {
        var counters = Enumerable.Range(0, 1_000).Select(number => new Counter(
            First.PlusDays(number / 5), ObjectKind.Resource, $"thing-{number % 5}", FactVerb.Viewed)
        {
            Events = 20,
            Learners = LearnerSet.From(Enumerable.Range(0, 20).Select(place => (ulong)((number + (place * 15)) % 300) << 32)),
        }).ToList();

        Assert.InRange(PackedCounters.From(counters).Bytes, 1, 100_000);
    }

    private static List<Counter> Some(int seed, int learners)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, 200).Select(number => new Counter(
                First.PlusDays(number / 5), (ObjectKind)random.Next(4), $"thing-{random.Next(20)}", (FactVerb)random.Next(8))
            {
                Events = random.NextInt64(),
                Minutes = random.Next(3) == 0 ? 0 : random.NextInt64(),
                RatingSum = random.Next(4) == 0 ? random.Next(100) : 0,
                Ratings = random.Next(4) == 0 ? random.Next(100) : 0,
                Learners = LearnerSet.From(
                    Enumerable.Range(0, random.Next(50)).Select(_ => (ulong)random.Next(learners) * 0x9E3779B97F4A7C15)),
            }),
        ];
    }

    private static string Words(Counter counter) =>
        $"{counter with { Learners = [] }} {string.Join(' ', counter.Learners)}";
}
