using NodaTime;
using Pathway.Functions.Engagement.Disclosure;
using Pathway.Functions.Programme;

namespace Pathway.Unit.Tests.Engagement;

public sealed class SmallNumbersTests
{
    /// <summary>As HESA rounds from five upwards, as Ofqual shows nobody and fewer than five.</summary>
    [Theory]
    [InlineData(0, 0L)]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(5, 5L)]
    [InlineData(7, 5L)]
    [InlineData(8, 10L)]
    [InlineData(12, 10L)]
    [InlineData(13, 15L)]
    [InlineData(1_238, 1_240L)]
    public void Nobody_is_none_few_are_hidden_all_else_is_rounded(long learners, long? shown) =>
        Assert.Equal(shown, SmallNumbers.Learners([learners]));

    [Theory]
    [InlineData(50L, 20, 28)]
    [InlineData(5L, 2, 3, 1)]
    [InlineData(10L, 3, 3, 4, 3)]
    [InlineData(5L, 4, 4)]
    [InlineData(5L, 1, 1)]
    [InlineData(10L, 1, 1, 1, 1)]
    [InlineData(15L, 4, 4, 4, 4, 4)]
    [InlineData(null, 4)]
    [InlineData(25L, 23, 4)]
    [InlineData(10L, 5, 5)]
    [InlineData(0L)]
    public void Colleges_are_added_up_as_shown_and_the_small_ones_together_where_it_tells_of_none(
        long? shown, params int[] colleges) =>
        Assert.Equal(shown, SmallNumbers.Learners(colleges.Select(learners => (long)learners)));

    /// <summary>Every table of up to five colleges: whoever sees each of them and the total can find out no small one.</summary>
    [Fact]
    public void No_total_gives_a_small_college_away()
    {
        var alike = new Dictionary<string, List<int[]>>(StringComparer.Ordinal);
        foreach (var table in Tables(colleges: 5, [0, 1, 2, 3, 4, 5, 6, 7, 8, 13]))
        {
            var seen = string.Join(' ', table.Select(one => SmallNumbers.Learners([one])).Append(SmallNumbers.Learners(table.Select(one => (long)one))));
            (alike.TryGetValue(seen, out var known) ? known : alike[seen] = []).Add(table);
        }

        foreach (var tables in alike.Values)
        {
            foreach (var college in Enumerable.Range(0, 5).Where(college => tables[0][college] is > 0 and < SmallNumbers.Least))
                Assert.True(tables.Select(table => table[college]).Distinct().Count() > 1, string.Join(' ', tables[0]));
        }

        Assert.True(alike.Count > 1_000, $"{alike.Count} kinds");
    }

    /// <summary>In steps below a hundred learners as shown, to five minutes from there on.</summary>
    [Theory]
    [InlineData(20, 60, 60)]
    [InlineData(20, 68, 60)]
    [InlineData(20, 80, 90)]
    [InlineData(20, 0, 1)]
    [InlineData(20, 480, 480)]
    [InlineData(20, 483, 485)]
    [InlineData(97, 68, 60)]
    [InlineData(98, 68, 70)]
    [InlineData(200, 9, 9)]
    [InlineData(200, 12, 10)]
    public void Minutes_are_told_in_steps(int learners, int each, int shown)
    {
        Assert.Equal(shown, SmallNumbers.Average((long)learners * each, learners));
        Assert.Equal(SmallNumbers.Round(learners) * shown, SmallNumbers.Minutes((long)learners * each, learners));
    }

    /// <summary>All were there for all of it: their minutes tell how many no closer than their number does.</summary>
    [Fact]
    public void Minutes_do_not_tell_the_number_of_learners()
    {
        foreach (var minutes in new[] { 2, 5, 20, 45, 50, 60, 90, 180, 360 })
        {
            Assert.All(
                Enumerable.Range(5, 198).GroupBy(learners => SmallNumbers.Minutes((long)learners * minutes, learners)),
                alike => Assert.True(alike.Count() >= 3, $"{minutes} minutes: {string.Join(' ', alike)}"));
        }
    }

    /// <summary>Five and one and one are seven, which is shown as five: that would tell the ones.</summary>
    [Fact]
    public void Weeks_are_added_up_as_shown()
    {
        var amount = new SharedAmount(Measure.Count);
        var leeds = CollegeId.Parse("utc-leeds");
        foreach (var (week, learners) in new[] { 13, 1, 1, 0, 7 }.Index())
            amount.Add(leeds, new LocalDate(2026, 11, 2).PlusWeeks(week), learners, [.. Enumerable.Range(1, learners).Select(learner => (ulong)learner)]);

        Assert.Equal((22, 13), (amount.Value, amount.Learners));
        Assert.Equal((20L, 15L), (amount.Shown, amount.ShownLearners));
    }

    private static IEnumerable<int[]> Tables(int colleges, int[] sizes) =>
        colleges == 0
            ? [[]]
            : Tables(colleges - 1, sizes).SelectMany(table => sizes.Select(size => (int[])[.. table, size]));
}
